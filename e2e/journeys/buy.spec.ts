import type { Page } from '@playwright/test'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { boughtBy, chooseCard, payWith, reviewSmallPack, sayWhoBuys } from '../buying'
import { addMember, expect, homeOf, house, signIn, test } from '../fixtures'

const DONE = '25,000 tokens added.'
const answer = (page: Page) => page.locator('main h1')

test('a customer finds the price, says who buys, sees the total, pays, and has the tokens', async ({ page, owner }) => {
  await page.goto(homeOf(owner))
  await page.getByRole('link', { name: 'Buy tokens' }).click()
  await expect(page.getByText('€0.4000 per 1,000 tokens')).toBeVisible()
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.locator('main [role=alert]')).toContainText('Choose a pack, or say how many tokens.')
  await page.getByRole('radio', { name: /^25,000 tokens/ }).check()
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByLabel('Name or company').fill('Ada')
  await page.getByLabel('Address').fill('1 rue du Test, Paris')
  await page.getByLabel('Country').selectOption('FR')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('VAT 20% (France)')).toBeVisible()
  await page.getByRole('button', { name: 'Pay €12.00' }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  await expect(page.locator('header').getByText('35,000').first()).toBeVisible()
  await page.reload()
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('any amount has the price of its tier, and what is no amount is said at its field with what was typed', async ({
  page,
  owner,
}) => {
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/buy`)
  for (const typed of ['0', '-1', '1e9', '2abc', '1,000,000,000']) {
    await page.getByLabel('Number of tokens').fill(typed)
    await page.getByRole('radio', { name: 'Another amount' }).check()
    await page.getByRole('button', { name: 'Review' }).click()
    await expect(page.locator('main [role=alert]'), typed).toBeVisible()
    await expect(page.locator('#tokens')).toHaveValue(typed)
    await expect(page.locator('#tokens')).toHaveAttribute('aria-invalid', 'true')
  }
  await page.getByLabel('Number of tokens').fill('30,000')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByRole('button', { name: 'Pay €14.40' })).toBeVisible()
})

test('a declined card leaves the order open; another card pays it', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await payWith(page, 'Has insufficient funds')
  await expect(page.locator('main [role=alert]')).toContainText('There is not enough money on it.')
  await page.getByRole('link', { name: 'Leave without paying' }).click()
  await expect(answer(page)).toHaveText('The payment waits for you.')
  await expect(page.getByText('The last try did not go through: there is not enough money on the card.')).toBeVisible()
  await page.getByRole('link', { name: 'Continue to the payment' }).click()
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('3-D Secure refused pays nothing, confirmed pays once', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await payWith(page, 'Needs your confirmation each time')
  await page.getByRole('button', { name: 'Refuse' }).click()
  await chooseCard(page, 'Needs your confirmation each time')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('an abandoned order locks the form with a link to it, and can be canceled', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await page.goto(`${homeOf(owner)}/buy`)
  await expect(page.getByRole('button', { name: 'Review' })).toHaveCount(0)
  await page.getByRole('link', { name: 'See the purchase' }).click()
  await page.getByRole('button', { name: 'Cancel this order' }).click()
  await expect(answer(page)).toHaveText('This order was canceled.')
  await page.getByRole('link', { name: 'Buy again' }).click()
  await expect(page.getByRole('button', { name: 'Review' })).toBeVisible()
  expect(await boughtBy(owner)).toEqual({ states: ['canceled'], grants: 0 })
})

test('two tabs and the back button make one purchase', async ({ page, owner, context }) => {
  await sayWhoBuys(owner)
  const other = await context.newPage()
  await reviewSmallPack(page, owner)
  await reviewSmallPack(other, owner)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await other.getByRole('button', { name: /^Pay/ }).click()
  await expect(other.getByText('This purchase is still under way.')).toBeVisible()
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  await expect(answer(other)).toHaveText(DONE, { timeout: 30_000 })
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('a double click is one order', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await page.getByRole('button', { name: /^Pay/ }).dblclick()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(DONE)
  expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
})

test('the keyboard alone buys and pays within 30 presses, those on the payment page included', async ({
  page,
  owner,
}) => {
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/buy`)
  let presses = 0
  const press = async (key: string) => {
    presses++
    await page.keyboard.press(key)
  }
  const reach = async (what: string) => {
    const isThere = () => page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, what)
    for (let i = 0; i < 20 && !(await isThere()); i++) await press('Tab')
    expect(await isThere(), what).toBe(true)
  }
  const BUTTON = 'main form button[type=submit]'
  // The skip link leads past the frame.
  await press('Tab')
  await press('Enter')
  await reach('input[name=pack]')
  await press('Space')
  await reach(BUTTON)
  await press('Enter')
  await expect(answer(page)).toHaveText('Review and pay')
  await press('Tab')
  await press('Enter')
  await reach(BUTTON)
  await press('Enter')
  await page.waitForURL(/\/sandbox\/checkout\//)
  await reach('input[name=card]')
  await press('Space')
  await reach(BUTTON)
  await press('Enter')
  await expect(answer(page)).toHaveText(DONE)
  expect(presses).toBeLessThanOrEqual(30)
})

test('who may not buy sees the prices and who can', async ({ page, owner, context }) => {
  const viewer = await addMember(owner, 'viewer')
  await context.clearCookies()
  await signIn(context, viewer.email)
  await page.goto(`${homeOf(owner)}/buy`)
  await expect(page.getByText('€0.4000 per 1,000 tokens')).toBeVisible()
  await expect(page.getByText(/^Only owners and billing managers can buy\. Ask/)).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(0)
})

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' })
  test('the purchase speaks French and fits the page', async ({ page, owner }) => {
    await changeProfile(owner.caller, { name: 'Ada', language: 'fr' }, house)
    await sayWhoBuys(owner)
    await reviewSmallPack(page, owner)
    await expect(page.getByText(/^TVA 20\s%\s\(France\)$/)).toBeVisible()
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(excess).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: /^Payer 12,00/ }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.locator('input[name=card]').first().check()
    await page.getByRole('button', { name: 'Payer', exact: true }).click()
    await expect(answer(page)).toHaveText(/^25\s000\sjetons ajoutés\.$/)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a pack is bought', async ({ page, owner }) => {
    await sayWhoBuys(owner)
    await reviewSmallPack(page, owner)
    await payWith(page, 'Succeeds')
    await expect(answer(page)).toHaveText(DONE)
    expect(await boughtBy(owner)).toEqual({ states: ['done'], grants: 1 })
  })
})
