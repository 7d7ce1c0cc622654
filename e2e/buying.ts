import { expect, type Page } from '@playwright/test'
import type { TestPerson } from '@/lib/testing/people'
import { setBillingProfile } from '@/lib/usecases/purchases/set-billing-profile'
import { house } from './fixtures'

/** Says who buys for the account, in France. */
export async function sayWhoBuys({ accountId, caller }: TestPerson): Promise<void> {
  const buyer = { name: 'Ada', address: '1 rue du Test, Paris', country: 'FR' }
  await setBillingProfile(caller, { accountId, ...buyer }, house)
}

/** To the last look before the payment of a small pack. */
export async function reviewSmallPack(page: Page, { accountId }: TestPerson): Promise<void> {
  await page.goto(`/a/${accountId}/buy?pack=small`)
  await page.getByRole('button', { name: /^(Review|Vérifier)$/ }).click()
  await expect(page.locator('h1')).toHaveText(/^(Review and pay|Vérifier et payer)$/)
}

/** To the provider's page, and back with the card of this name. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.getByRole('button', { name: /^(Pay|Payer)/ }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await chooseCard(page, card)
}

export async function chooseCard(page: Page, card: string): Promise<void> {
  await page.getByLabel(card, { exact: true }).check()
  await page.getByRole('button', { name: /^(Pay|Payer)$/ }).click()
}

/** Buys the small pack, without looking at the words, and stays on its order's page. */
export async function buySmallPack(page: Page, owner: TestPerson): Promise<void> {
  await sayWhoBuys(owner)
  await reviewSmallPack(page, owner)
  await page.getByRole('button', { name: /^(Pay|Payer) / }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await page.locator('input[name=card]').first().check()
  await page.getByRole('button', { name: /^(Pay|Payer)$/ }).click()
  await page.waitForURL(/\/orders\//)
}

/** What the account has for its money. */
export async function boughtBy({ accountId }: TestPerson) {
  const orders = await house.db.order.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } })
  const grants = await house.db.grant.count({ where: { accountId, source: 'pack' } })
  return { states: orders.map(({ state }) => state), grants }
}
