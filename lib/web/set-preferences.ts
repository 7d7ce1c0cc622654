import 'server-only'
import type { cookies } from 'next/headers'
import { parseLanguage } from '@/lib/domain/format/locales'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { LANGUAGE_COOKIE, parseTheme, THEME_COOKIE } from './preferences'
import { findSignedIn, toMemberCaller } from './session'

const YEAR_SECONDS = 365 * 24 * 3600

/** Stores what the form names, the language also as the setting of who is signed in; anything unknown is left as it was. */
export async function setPreferences(form: FormData, jar: Awaited<ReturnType<typeof cookies>>): Promise<void> {
  const [language, theme] = [form.get('language'), form.get('theme')]
  const lasting = { maxAge: YEAR_SECONDS, path: '/', sameSite: 'lax', httpOnly: true } as const
  if (typeof theme === 'string') jar.set(THEME_COOKIE, parseTheme(theme), lasting)
  const known = typeof language === 'string' ? parseLanguage(language) : null
  if (!known) return
  jar.set(LANGUAGE_COOKIE, known, lasting)
  const signedIn = await findSignedIn()
  if (signedIn) await changeProfile(toMemberCaller(signedIn), { name: signedIn.name, language: known })
}
