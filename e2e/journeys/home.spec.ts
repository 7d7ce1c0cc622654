import type { Page } from '@playwright/test'
import { parseTokens } from '@/lib/domain/tokens'
import { accountKey } from '@/lib/testing/api-call'
import { personWithoutTokens, personWithUse } from '../accounts'
import { amountsIn, sum } from '../figures'
import { expect, homeOf, house, signIn, signInToDemo, test } from '../fixtures'
import { bearer, reportUse } from '../usage'

/** One demo account for each language: each tells when its tokens run out or lapse. */
const DEMO = [
  {
    language: 'English',
    email: 'ada@steady.example',
    date: new RegExp(String.raw`(${months('en')})\s\d{1,2}|\d{1,2}\s(${months('en')})`),
    left: 'tokens left',
    addition: /addition/i,
  },
  {
    language: 'French',
    email: 'luc@overbuys.example',
    date: new RegExp(String.raw`\d{1,2}\s(${months('fr')})`),
    left: 'jetons restants',
    addition: /ajout/i,
  },
]

for (const { language, email, date, left, addition } of DEMO) {
  test(`in ${language} the first viewport answers: the date, the balance, the next addition; nothing scrolls sideways`, async ({
    page,
    context,
  }) => {
    await signInToDemo(context, email)
    await page.goto('/')
    const answer = page.getByRole('heading', { level: 1 })
    await expect(answer).toHaveText(date)
    for (const part of [
      answer,
      page.locator('#answer ~ p').filter({ hasText: left }),
      page.locator('#answer + p').filter({ hasText: addition }),
    ]) {
      await expect(part).toBeInViewport({ ratio: 1 })
    }
    expect(await sidewaysScroll(page)).toBe(0)
    // A time that is only relative would be wrong as soon as the page has stood for a while.
    const words = (await page.locator('main').innerText()).replace(/\bfrom \S+ to \S+ in \d+ days/, '')
    expect(words).not.toMatch(/\bago\b|\bil y a\b|\b(in|dans) \d+ \p{L}/u)
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('answer, balance and plate are in the first answer of the server', async ({ page, context }) => {
    const person = await personWithUse()
    await signIn(context, person.email)
    await page.goto(homeOf(person))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/At your recent pace, tokens run out .*\d/)
    await expect(page.locator('#answer ~ p').filter({ hasText: 'tokens left' })).toBeInViewport({ ratio: 1 })
    expect(await page.locator('#usage [role=img] svg rect').filter({ visible: true }).count()).toBeGreaterThan(10)
    await page.locator('#usage').getByRole('link', { name: 'Table' }).click()
    await expect(page).toHaveURL(/view=table$/)
    await expect(page.getByText('Rows and columns sum to').filter({ visible: true })).toBeVisible()
  })

  test('language and colours are switched with one press each, and kept', async ({ page, owner }) => {
    await page.goto(homeOf(owner))
    await page.getByRole('button', { name: 'Français' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', /^fr/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/10\s000 jetons/)
    await page.getByRole('button', { name: 'Sombres' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.goto(`${homeOf(owner)}/settings`)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Réglages')
  })
})

test('the page and the API give the same balance to the thousandth, before and after a charge', async ({
  page,
  owner,
}) => {
  const key = await accountKey(house, owner.accountId)
  for (const calls of [1, 3]) {
    await reportUse(page.request, key, { action: 'code', quantities: { input: calls * 777 } })
    const answer = await page.request.get('/api/v1/balance', { headers: bearer(key) })
    const { available } = (await answer.json()) as { available: string }
    await page.goto(homeOf(owner))
    const shown = await amountsIn(page, '#answer ~ p data, header a data')
    expect(new Set(shown)).toEqual(new Set([parseTokens(available)]))
    const grants = await amountsIn(page, 'aside table data:first-of-type')
    expect(sum(grants)).toBe(parseTokens(available))
  }
})

test('an account without use says so, and offers the first call instead of empty charts', async ({ page, owner }) => {
  await page.goto(homeOf(owner))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'You have 10,000 tokens. Make a first call to see them at work.',
  )
  await expect(page.getByText('Waiting for your first call…')).toBeVisible()
  await expect(page.locator('#usage')).toHaveCount(0)
  await expect(page.getByText('demo data')).toHaveCount(0)
})

test('an account without tokens says so first, and that requests are refused', async ({ page, context }) => {
  const person = await personWithoutTokens(page.request)
  await signIn(context, person.email)
  await page.goto(homeOf(person))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are out of tokens.')
  await expect(page.getByText('Requests that cost tokens are refused until tokens are added.')).toBeInViewport()
})

test('every demo account says on each of its pages that these are demo data', async ({ page, context }) => {
  await signInToDemo(context, 'grace@bursty.example')
  await page.goto('/')
  const home = page.url()
  for (const address of [home, `${home}/keys`, `${home}/settings`]) {
    await page.goto(address)
    await expect(page.getByText('These are demo data.')).toBeInViewport()
  }
})

test('with the keyboard alone: the skip link comes first, and the focus is seen at every stop', async ({
  page,
  context,
}) => {
  const person = await personWithUse()
  await signIn(context, person.email)
  await page.goto(homeOf(person))
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#main$/)

  await page.goto(homeOf(person))
  const unseen = []
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    const focus = await describeFocus(page)
    if (focus === null) break
    if (!focus.isSeen) unseen.push(focus.words)
  }
  expect(unseen).toEqual([])
})

async function sidewaysScroll(page: Page): Promise<number> {
  return page
    .evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    .then((excess) => Math.max(0, excess))
}

/** What has the focus, and whether it can be seen: inside the window, under nothing, with a ring. Null at the end of the page. */
async function describeFocus(page: Page): Promise<{ words: string; isSeen: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const { left, top, width, height } = element.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    const style = getComputedStyle(element)
    const hasRing = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
    const isOnTop = above !== null && (element.contains(above) || above.contains(element))
    return { words: `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`, isSeen: hasRing && isOnTop }
  })
}

/** The names of the months, for a pattern. */
function months(language: string): string {
  const long = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => long.format(Date.UTC(2026, month, 15))).join('|')
}
