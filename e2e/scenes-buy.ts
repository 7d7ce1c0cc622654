import type { Page } from '@playwright/test'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { personWithUse } from './accounts'
import { reviewSmallPack, sayWhoBuys } from './buying'
import { house, signIn } from './fixtures'
import type { Language, Scene } from './scene'

const BUY = '/a/[account]/buy'
const REVIEW = '/a/[account]/buy/review'
const ORDER = '/a/[account]/orders/[order]'

/** Where tokens are bought. */
export const BUY_SCENES: Scene[] = [
  own('packs for who runs short', BUY, personWithUse, (page, { accountId }) => page.goto(`/a/${accountId}/buy`), true),
  own('an amount that is none', BUY, newOwner, (page, { accountId }) =>
    page.goto(`/a/${accountId}/buy?pack=amount&tokens=2abc&fault=not-tokens`),
  ),
  own('who buys, asked before the payment', REVIEW, newOwner, reviewSmallPack, true),
  own('the last look before the payment', REVIEW, buyer, reviewSmallPack, true),
  own(
    'an order that waits to be paid',
    ORDER,
    buyer,
    async (page, owner) => {
      await reviewSmallPack(page, owner)
      await page.getByRole('button', { name: /^(Pay|Payer) / }).click()
      await page.waitForURL(/\/sandbox\/checkout\//)
      const order = await house.db.order.findFirstOrThrow({ where: { accountId: owner.accountId } })
      await page.goto(`/a/${owner.accountId}/orders/${order.id}`)
    },
    true,
  ),
]

function newOwner(): Promise<TestPerson> {
  return testPerson(house)
}

async function buyer(): Promise<TestPerson> {
  const person = await testPerson(house)
  await sayWhoBuys(person)
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
