/** What a browser remembers without an account: no more than the look and the language. */
export const LANGUAGE_COOKIE = 'comptoir-language'
export const THEME_COOKIE = 'comptoir-theme'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export function parseTheme(text: string | null | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'auto'
}
