import type { Page } from '@playwright/test'

export type Language = 'en' | 'fr'

/** A page in one of its states. */
export interface Scene {
  name: string
  /** The route that it shows; null where there is none. */
  route: string | null
  /** Brings the page there. */
  open: (page: Page, language: Language) => Promise<unknown>
  /** Part of every `npm test`, not of `npm run axe` alone. */
  isSmoke?: true
}

/** The page as it is, for somebody who is not signed in. */
export function visit(route: string, { query = '', ...rest }: { query?: string; isSmoke?: true } = {}): Scene {
  return { name: `${route}, for a visitor`, route, open: (page) => page.goto(route + query), ...rest }
}
