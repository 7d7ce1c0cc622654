import { expect } from '@playwright/test'
import { type Scene, visit } from './scene'

/** The pages on which anybody looks at prices. */
export const PRICE_SCENES: readonly Scene[] = [
  visit('/pricing', { isSmoke: true }),
  visit('/rates', { isSmoke: true }),
  {
    name: 'a rate card with what it changed',
    route: '/rates/[version]',
    open: (page) => page.goto('/rates/2'),
  },
  visit('/estimate', {
    query: '?by=month&action=chat&calls=500&balance=50000&d.input=4&d.output=nothing',
    isSmoke: true,
  }),
  {
    name: 'an estimate of a prompt',
    route: '/estimate',
    open: async (page) => {
      await page.goto('/estimate?by=prompt')
      await page.locator('#prompt').fill('Tell me a story.')
      await expect(page.locator('#direct')).toBeVisible()
    },
  },
  {
    name: 'an estimate of a file that was refused',
    route: '/estimate',
    open: async (page) => {
      await page.goto('/estimate?by=file')
      await page.locator('#usage').setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') })
      await expect(page.getByRole('main').getByText('occurred_at').last()).toBeVisible()
    },
  },
]
