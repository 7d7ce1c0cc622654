import type { Page } from '@playwright/test'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { personWithUse } from './accounts'
import { reviewSmallPack, sayWhoBuys } from './buying'
import { house, signIn } from './fixtures'
import type { Language, Scene } from './scene'
import { runJob, topUp } from './topping-up'

const BUY = '/a/[account]/buy'
const REVIEW = '/a/[account]/buy/review'
const ORDER = '/a/[account]/orders/[order]'
const TOP_UP = '/a/[account]/top-up'
const ORDERS = '/a/[account]/orders'

/** Where tokens are bought. */
export const BUY_SCENES: Scene[] = [
  own('packs for who runs short', BUY, personWithUse, (page, { accountId }) => page.goto(`/a/${accountId}/buy`), true),
  own('an amount that is none', BUY, newOwner, (page, { accountId }) =>
    page.goto(`/a/${accountId}/buy?pack=amount&tokens=2abc&fault=not-tokens`),
  ),
  own(
    'auto top-up that nobody set',
    TOP_UP,
    newOwner,
    (page, { accountId }) => page.goto(`/a/${accountId}/top-up`),
    true,
  ),
  own('a rule of auto top-up with all that may be wrong', TOP_UP, newOwner, (page, { accountId }) =>
    page.goto(`/a/${accountId}/top-up?below=2abc&unit=&pack=&ceiling=-1`),
  ),
  own('a rule before it is switched on, without who buys', TOP_UP, personWithUse, (page, { accountId }) =>
    page.goto(`/a/${accountId}/top-up?below=3&unit=days&pack=small&ceiling=30`),
  ),
  own('auto top-up with a purchase', TOP_UP, personToppedUp, (page, { accountId }) =>
    page.goto(`/a/${accountId}/top-up`),
  ),
  own('orders, none yet', ORDERS, newOwner, (page, { accountId }) => page.goto(`/a/${accountId}/orders`)),
  own(
    'orders, one of them waiting',
    ORDERS,
    buyer,
    async (page, owner) => {
      await leaveAnOrder(page, owner)
      await page.goto(`/a/${owner.accountId}/orders`)
    },
    true,
  ),
  own('who buys, asked before the payment', REVIEW, newOwner, reviewSmallPack, true),
  own('the last look before the payment', REVIEW, buyer, reviewSmallPack, true),
  own(
    'an order that waits to be paid',
    ORDER,
    buyer,
    async (page, owner) => {
      await leaveAnOrder(page, owner)
      const order = await house.db.order.findFirstOrThrow({ where: { accountId: owner.accountId } })
      await page.goto(`/a/${owner.accountId}/orders/${order.id}`)
    },
    true,
  ),
]

/** Goes as far as the provider's page. */
async function leaveAnOrder(page: Page, owner: TestPerson): Promise<void> {
  await reviewSmallPack(page, owner)
  await page.getByRole('button', { name: /^(Pay|Payer) / }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
}

function newOwner(): Promise<TestPerson> {
  return testPerson(house)
}

async function buyer(): Promise<TestPerson> {
  const person = await testPerson(house)
  await sayWhoBuys(person)
  return person
}

async function personToppedUp(): Promise<TestPerson> {
  const person = await testPerson(house)
  await topUp(person)
  await runJob()
  return person
}

function own(
  name: string,
  route: string,
  person: () => Promise<TestPerson>,
  show: (page: Page, owner: TestPerson) => Promise<unknown>,
  isSmoke?: true,
): Scene {
  const open = async (page: Page, language: Language) => {
    const owner = await person()
    await changeProfile(owner.caller, { name: 'Olga Owner', language }, house)
    await signIn(page.context(), owner.email)
    await show(page, owner)
  }
  return { name, route, open, ...(isSmoke ? { isSmoke } : {}) }
}
