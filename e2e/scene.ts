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
