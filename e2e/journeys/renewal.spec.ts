import { randomUUID } from 'node:crypto'
import { instantFromMillis, instantToIso } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import type { TestPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { chargeOrder } from '@/lib/usecases/purchases/charge-order'
import { fulfilOrder } from '@/lib/usecases/purchases/fulfil-order'
import { openRenewal } from '@/lib/usecases/purchases/open-renewal'
import { placePlanOrder } from '@/lib/usecases/purchases/place-plan-order'
import { theSandbox } from '@/lib/usecases/purchases/the-payments'
import { chooseCard, sayWhoBuys } from '../buying'
import { expect, homeOf, house, test } from '../fixtures'
import { twoPlans } from '../plans'

/** A plan whose next period is ordered and was refused by the card that paid the first one; the address of that order. */
async function refusedRenewal(owner: TestPerson): Promise<string> {
  const { accountId, caller } = owner
  await sayWhoBuys(owner)
  const { small } = await twoPlans()
  const quotedAt = instantToIso(instantFromMillis(Date.now()))
  const form = {
    accountId,
    planKey: small.key,
    formKey: randomUUID(),
    shownCents: '2280',
    quotedAt,
    language: 'en' as const,
  }
  const order = await placePlanOrder(caller, { ...form, payWith: 'page' }, house)
  await (await theSandbox()).payWithCard(order.sessionId ?? '', 'declined-later')
  await fulfilOrder(SYSTEM, { accountId, orderId: order.id }, house)
  const allowance = await house.db.allowance.findFirstOrThrow({ where: { accountId } })
  const renewal = await openRenewal(SYSTEM, { accountId, allowanceId: allowance.id }, house)
  await chargeOrder({ accountId, orderId: renewal?.orderId ?? '' }, house)
  return `${homeOf(owner)}/orders/${renewal?.orderId}`
}

test('a renewal whose card is refused says when it is tried again, and is mended with another card', async ({
  page,
  owner,
}) => {
  const address = await refusedRenewal(owner)
  await page.goto(address)
  await expect(page.locator('h1')).toHaveText(/Your saved card did not pay yet: /)
  await expect(page.getByText(/It is tried again on /)).toBeVisible()
  await page.goto(`${homeOf(owner)}/plan`)
  await page.locator('main').getByRole('link', { name: 'See the purchase' }).first().click()
  await page.waitForURL(address)
  await page.getByRole('button', { name: 'Pay now with another card' }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await chooseCard(page, 'Succeeds')
  await page.waitForURL(address)
  await expect(page.locator('h1')).toHaveText('Paid: 1 token will come with the next period.')
  await expect(page.getByText(/I-\d{4}-/).first()).toBeVisible()
})

test('the same in French, on a page that fits', async ({ page, owner }) => {
  await changeProfile(owner.caller, { name: 'Olga Owner', language: 'fr' }, house)
  await page.goto(await refusedRenewal(owner))
  await expect(page.locator('h1')).toHaveText(/Votre carte enregistrée n’a pas encore payé/)
  await expect(page.getByRole('button', { name: 'Payer maintenant avec une autre carte' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test('work goes on beyond the tokens up to a cap of one’s own, and stops there', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/plan/pay-as-you-go`)
  await expect(page.locator('h1')).toHaveText('When your tokens are gone, work stops.')
  await page.getByRole('button', { name: 'Save a card' }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await page.getByLabel('Succeeds', { exact: true }).check()
  await page.getByRole('button', { name: 'Save this card' }).click()
  await page.waitForURL(/pay-as-you-go/)
  await page.getByLabel('The most that may be owed, in tokens').fill('2 million')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.locator('main [role=alert]')).toBeVisible()
  await expect(page.getByLabel('The most that may be owed, in tokens')).toHaveValue('2 million')
  await page.getByLabel('The most that may be owed, in tokens').fill('5,000')
  await page.getByRole('button', { name: 'Switch on' }).click()
  await expect(page.locator('h1')).toHaveText('You may use up to 5,000 tokens more than you have.')
  await expect(page.getByText('Switched on.')).toBeVisible()
  await page.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.locator('h1')).toHaveText('When your tokens are gone, work stops.')
})
