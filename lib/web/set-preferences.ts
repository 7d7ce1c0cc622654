import 'server-only'
import type { cookies } from 'next/headers'
import { type Language, parseLanguage } from '@/lib/domain/format/locales'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { LANGUAGE_COOKIE, parseTheme, THEME_COOKIE } from './preferences'
import { findSignedIn, toMemberCaller } from './session'

type Jar = Awaited<ReturnType<typeof cookies>>

const LASTING = { maxAge: 365 * 24 * 3600, path: '/', sameSite: 'lax', httpOnly: true } as const

/** Keeps a language in the browser alone. */
export function keepLanguage(language: Language, jar: Jar): void {
  jar.set(LANGUAGE_COOKIE, language, LASTING)
}

/** Stores what the form names, the language also as the setting of who is signed in; anything unknown is left as it was. */
export async function setPreferences(form: FormData, jar: Jar): Promise<void> {
  const [language, theme] = [form.get('language'), form.get('theme')]
  if (typeof theme === 'string') jar.set(THEME_COOKIE, parseTheme(theme), LASTING)
  const known = typeof language === 'string' ? parseLanguage(language) : null
  if (!known) return
  keepLanguage(known, jar)
  const signedIn = await findSignedIn()
  if (signedIn) await changeProfile(toMemberCaller(signedIn), { name: signedIn.name, language: known })
}
