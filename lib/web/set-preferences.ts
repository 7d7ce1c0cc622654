import 'server-only'
import type { cookies } from 'next/headers'
import { parseLanguage } from '@/lib/domain/format/locales'
import { LANGUAGE_COOKIE, parseTheme, THEME_COOKIE } from './preferences'

const YEAR_SECONDS = 365 * 24 * 3600

/** Stores what the form names; anything unknown is left as it was. */
export function setPreferences(form: FormData, jar: Awaited<ReturnType<typeof cookies>>): void {
  const [language, theme] = [form.get('language'), form.get('theme')]
  const lasting = { maxAge: YEAR_SECONDS, path: '/', sameSite: 'lax', httpOnly: true } as const
  const known = typeof language === 'string' ? parseLanguage(language) : null
  if (known) jar.set(LANGUAGE_COOKIE, known, lasting)
  if (typeof theme === 'string') jar.set(THEME_COOKIE, parseTheme(theme), lasting)
}
