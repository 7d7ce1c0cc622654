import type { Page } from '@playwright/test'
import { paidFor } from '@/lib/testing/purchases'
import { boughtBy, chooseCard, reviewSmallPack, sayWhoBuys } from '../buying'
import { expect, homeOf, house, test } from '../fixtures'

const DONE = '25,000 tokens added.'
const answer = (page: Page) => page.locator('main h1')
const payButton = (page: Page) => page.getByRole('button', { name: /^Pay €/ })

async function toTheProvider(page: Page): Promise<void> {
  await payButton(page).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
}

test('reloading at every step buys once', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/buy?pack=small`)
  await page.reload()
  await expect(page.getByRole('radio', { name: /^25,000 tokens/ })).toBeChecked()
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(payButton(page)).toBeVisible()
  await page.reload()
  await toTheProvider(page)
  await page.reload()
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  await page.reload()
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
  expect(await paidFor(house, owner.accountId)).toEqual({ payments: 1, cents: 1200 })
})

test('going back from the payment and paying again leads to the same purchase; going back after it pays nothing', async ({
  page,
  owner,
}) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await toTheProvider(page)
  const checkout = page.url()
  await page.goBack()
  // The page is as it was left, or comes anew and says what is under way.
  await expect(payButton(page).or(page.getByRole('link', { name: 'See the purchase' }))).toBeVisible()
  if (await payButton(page).isVisible()) await payButton(page).click()
  else await page.getByRole('link', { name: 'See the purchase' }).click()
  await page.waitForURL(/\/(sandbox\/checkout|orders)\//)
  if (!page.url().includes('/sandbox/')) await page.getByRole('link', { name: 'Continue to the payment' }).click()
  await page.waitForURL(checkout)
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  await page.goBack()
  await page.goto(checkout)
  await expect(page.getByRole('button', { name: 'Pay', exact: true })).toHaveCount(0)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
  expect(await paidFor(house, owner.accountId)).toEqual({ payments: 1, cents: 1200 })
})

test('who leaves the payment finds the order among the orders, and pays it later', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/orders`)
  await expect(page.getByText('Nothing was ordered yet.')).toBeVisible()
  await reviewSmallPack(page, owner)
  await toTheProvider(page)
  await page.goto(homeOf(owner))
  await page.goto(`${homeOf(owner)}/orders`)
  await expect(page.getByText('Waits for you').filter({ visible: true })).toBeVisible()
  await page.locator('main a[href*="/orders/"]').filter({ visible: true }).click()
  await expect(answer(page)).toHaveText('The payment waits for you.')
  await page.getByRole('link', { name: 'Continue to the payment' }).click()
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  await page.getByRole('link', { name: 'All orders' }).click()
  await expect(page.getByText('Done', { exact: true }).filter({ visible: true })).toBeVisible()
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('fifty posts of one form at once are one order and one payment', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  const posted = page.waitForRequest((request) => request.method() === 'POST')
  await toTheProvider(page)
  const form = await posted
  const headers = { ...form.headers(), origin: new URL(form.url()).origin }
  const body = form.postDataBuffer()
  if (!body) throw new Error('The form sent nothing.')
  const again = Array.from({ length: 50 }, () =>
    page.request.post(form.url(), { headers, data: body, maxRedirects: 0 }),
  )
  for (const answered of await Promise.all(again)) expect(answered.status()).toBeLessThan(500)
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
  expect(await paidFor(house, owner.accountId)).toEqual({ payments: 1, cents: 1200 })
})

test('beside the choices stands what each does and costs, also of an amount, once typing pauses', async ({
  page,
  owner,
}) => {
  await page.goto(`${homeOf(owner)}/buy`)
  const summary = page.locator('main form output')
  await expect(summary).toContainText('Choose a pack, or write an amount')
  await page.getByRole('radio', { name: /^25,000 tokens/ }).check()
  await expect(summary).toContainText('25,000 tokens: 10,000 before → 35,000 after')
  await expect(summary).toContainText('€10.00 plus tax.')
  await page.keyboard.press('ArrowDown')
  await expect(summary).toContainText('150,000 tokens: 10,000 before → 160,000 after')
  await sayWhoBuys(owner)
  await page.getByRole('radio', { name: 'Another amount' }).check()
  const field = page.getByLabel('Number of tokens')
  await field.fill('30,000')
  await expect(summary).toContainText('30,000 tokens: 10,000 before → 40,000 after')
  await expect(summary).toContainText('€12.00 + VAT 20% (France) €2.40 = €14.40')
  await field.fill('30,000x')
  await expect(summary).toContainText('Write a whole number of tokens')
  await page.goto(`${homeOf(owner)}/buy?pack=amount&tokens=30%2C000`)
  await expect(summary).toContainText('= €14.40')
})
