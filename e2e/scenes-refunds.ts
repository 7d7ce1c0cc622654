import { expect, type Page } from '@playwright/test'
import { SYSTEM } from '@/lib/testing/house'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { settleDispute } from '@/lib/usecases/purchases/settle-dispute'
import { buySmallPack } from './buying'
import { house, signIn, signInAsStaff } from './fixtures'
import type { Language, Scene } from './scene'

const DOCUMENTS = '/a/[account]/documents'
const ORDER = '/a/[account]/orders/[order]'
const REFUND = '/a/[account]/orders/[order]/refund'
const STAFF = '/admin/customers/[account]/orders'

/** Documents, refunds and disputes, for customers and for the staff. */
export const REFUND_SCENES: Scene[] = [
  own('documents, none yet', DOCUMENTS, (page, { accountId }) => page.goto(`/a/${accountId}/documents`)),
  own(
    'documents of a purchase and its refund',
    DOCUMENTS,
    async (page, owner) => {
      await buySmallPack(page, owner)
      await giveBack(page)
      await page.goto(`/a/${owner.accountId}/documents`)
    },
    true,
  ),
  own(
    'the last look before a refund',
    REFUND,
    async (page, owner) => {
      await buySmallPack(page, owner)
      await page.goto(`${page.url()}/refund`)
    },
    true,
  ),
  own('a refund that is not possible any more', REFUND, async (page, owner) => {
    await buySmallPack(page, owner)
    await giveBack(page)
    await page.goto(`${page.url()}/refund`)
  }),
  own('an order that was given back', ORDER, async (page, owner) => {
    await buySmallPack(page, owner)
    await giveBack(page)
  }),
  own('an order whose payment is disputed', ORDER, async (page, owner) => {
    await buySmallPack(page, owner)
    await dispute(owner)
    await page.reload()
  }),
  staffs('orders of a customer, one about to be refunded', (id) => `?refund=${id}`, true),
  staffs('orders of a customer whose account is frozen', () => '?unfreeze=1', false),
]

async function giveBack(page: Page): Promise<void> {
  await page.goto(`${page.url().split('?')[0]}/refund`)
  await page.locator('main form button').click()
  await page.waitForURL(/\/orders\/[^/]+$/)
  await expect(page.locator('main h1')).toHaveText(/^(Refunded|Remboursé)/)
}

async function dispute({ accountId }: TestPerson): Promise<string> {
  const order = await house.db.order.findFirstOrThrow({ where: { accountId } })
  const told = {
    ...{ id: `du-${order.id}`, status: 'open' as const, amount: order.totalCents, currency: order.currency },
    ...{ reason: 'fraudulent', paymentId: order.paymentId, chargeId: 'ch_1' },
  }
  await settleDispute(SYSTEM, { accountId, orderId: order.id, told }, house)
  return order.id
}

/** Staff's page about a customer who bought; whose payment is disputed unless it may be refunded. */
function staffs(name: string, query: (orderId: string) => string, isRefundable: boolean): Scene {
  const open = async (page: Page) => {
    const owner = await testPerson(house)
    await signIn(page.context(), owner.email)
    await buySmallPack(page, owner)
    if (!isRefundable) await dispute(owner)
    const order = await house.db.order.findFirstOrThrow({ where: { accountId: owner.accountId } })
    await page.context().clearCookies()
    await signInAsStaff(page.context(), 'finance')
    await page.goto(`/admin/customers/${owner.accountId}/orders${query(order.id)}`)
  }
  return { name, route: STAFF, open }
}

function own(
  name: string,
  route: string,
  show: (page: Page, owner: TestPerson) => Promise<unknown>,
  isSmoke?: true,
): Scene {
  const open = async (page: Page, language: Language) => {
    const owner = await testPerson(house)
    await changeProfile(owner.caller, { name: 'Olga Owner', language }, house)
    await signIn(page.context(), owner.email)
    await show(page, owner)
  }
  return { name, route, open, ...(isSmoke ? { isSmoke } : {}) }
}
