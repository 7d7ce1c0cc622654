import { afterAll, beforeAll, expect, it } from 'vitest'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { type PurchaseScene, purchaseScene, testBuyer } from '@/lib/testing/purchases'
import { openPlanOrder } from './open-plan-order'

let scene: PurchaseScene
beforeAll(async () => {
  scene = await purchaseScene()
})
afterAll(async () => scene.stop())

it('writes the order down, pending, once for a form, whatever is asked of it the second time', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const planKey = await testPlan(house, 10_000, { priceCents: 10_000n })
  const form = planForm(scene, buyer, { planKey, shownCents: '12000', payWith: 'saved-card' })
  const order = await openPlanOrder(buyer.owner, form, house)
  // Without a saved card it is paid at the page.
  expect(order).toMatchObject({
    state: 'pending',
    kind: 'plan',
    payWay: 'page',
    tokens: 10_000_000n,
    totalCents: 12_000n,
  })
  expect(await openPlanOrder(buyer.owner, { ...form, shownCents: '1' }, house)).toEqual(order)
})

it('refuses who did not say who buys, and everybody but owners and billing', async () => {
  const { house } = scene
  const accountId = await testAccount(house)
  const planKey = await testPlan(house, 10_000, { priceCents: 10_000n })
  const form = planForm(scene, { accountId }, { planKey, shownCents: '12000' })
  expect((await refusalOf(openPlanOrder(memberCaller(accountId, 'owner'), form, house))).kind).toBe('billing-missing')
  const callers = [visitorCaller(), memberCaller(accountId, 'viewer')]
  expect(await kindsRefused((caller) => openPlanOrder(caller, form, house), callers)).toEqual([
    'unauthenticated',
    'forbidden',
  ])
})
