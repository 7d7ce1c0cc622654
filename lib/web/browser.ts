import 'server-only'
import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { languageOf } from '@/lib/domain/format/locales'

/** The language that the page is in. */
export async function pageLanguage(): Promise<'en' | 'fr'> {
  return languageOf(await getLocale())
}

/** The browser, as it calls itself. */
export async function userAgent(): Promise<string> {
  return (await headers()).get('user-agent') ?? ''
}
