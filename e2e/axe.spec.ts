import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { pagesBelow } from './pages'
import type { Language } from './scene'
import { SCENES } from './scenes'

// `npm test` takes some pages in English, in the dark their colours alone; `npm run axe` takes every page, in its states, in both
// languages, and every rule in both colours.
const isWhole = process.env.AXE === 'whole'
const languages: Language[] = isWhole ? ['en', 'fr'] : ['en']
const scenes = SCENES.filter(({ isSmoke }) => isWhole || isSmoke)

/** The rules that what is dark can break and what is light cannot: they look at colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Leads elsewhere and is never seen. */
const UNSEEN = ['/']

test('every page of the product is among those that are looked at', () => {
  const seen = new Set(SCENES.map(({ route }) => route))
  expect(pagesBelow('app').filter((page) => !seen.has(page) && !UNSEEN.includes(page))).toEqual([])
})

for (const language of languages) {
  test.describe(`in ${language}`, () => {
    // A long page, such as the reference, is looked at twice.
    test.describe.configure({ timeout: 180_000 })
    test.use({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' })

    for (const { name, open } of scenes) {
      test(`${name}: no violation in light and dark, nothing scrolls sideways`, async ({ page }) => {
        await open(page, language)
        await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`))
        for (const colorScheme of ['light', 'dark'] as const) {
          // Colours are there at once, not on their way from those of the other theme.
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          const rules = isWhole || colorScheme === 'light' ? null : OF_COLOURS
          expect(await violationsOn(page, rules), colorScheme).toEqual([])
        }
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(excess, 'pixels beyond the window').toBeLessThanOrEqual(0)
      })
    }
  })
}

/** Every violation of these rules, or of all, of whatever impact: its rule and the elements at fault. */
async function violationsOn(page: Page, rules: string[] | null): Promise<string[]> {
  // No page has frames, so axe need not open another page to put their results together.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target).join(' | ')}`,
  )
}
