import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, type FormatLocale, type Language, languageOf, parseLanguage } from '@/lib/domain/format/locales'
import type en from '@/messages/en.json'
import { CATALOGUES } from './catalogues'
import { LANGUAGE_COOKIE } from './preferences'
import { findSignedIn } from './session'

type Messages = typeof en

declare module 'next-intl' {
  interface AppConfig {
    Locale: FormatLocale
    Messages: Messages
  }
}

/** next-intl's locale is the format's, such as "fr-CA"; its language chooses the catalogue. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ? chooseLocale(languageOf(asked), asked) : await requestLocale()
  return { locale, messages: CATALOGUES[languageOf(locale)], timeZone: 'UTC' }
})

/** The person's own setting, else this browser's choice, else what the browser asks for. */
async function requestLocale(): Promise<FormatLocale> {
  const [jar, sent, own] = await Promise.all([cookies(), headers(), ownLanguage()])
  return chooseLocale(own ?? parseLanguage(jar.get(LANGUAGE_COOKIE)?.value), sent.get('accept-language'))
}

/** Null also when the database is away: the page that says so must still find its words. */
async function ownLanguage(): Promise<Language | null> {
  const signedIn = await findSignedIn().catch(() => null)
  return signedIn?.language ?? null
}
