import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '@/lib/domain/instants'
import { RENEW_AHEAD } from '@/lib/domain/purchases/dunning'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, payAtPage, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { cancelPlan } from './cancel-plan'
import { openPlanOrder } from './open-plan-order'
import { placePlanOrder } from './place-plan-order'
import { previewPlan } from './preview-plan'
import { startTrial } from './start-trial'

const scene = sceneOfPurchases()

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

it('of another plan than the one that is tried is paid before that begins, or not at all', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  await payAtPage(scene, await testOrder(house, buyer))
  await house.db.user.create({
    data: {
      id: buyer.owner.userId,
      email: 'tries@example.com',
      name: 'Ada',
      createdAt: new Date(),
      verifiedAt: new Date(),
    },
  })
  const tried = await testPlan(house, 10_000, { priceCents: 10_000n, trialDays: 1 })
  const planKey = await testPlan(house, 20_000, { priceCents: 20_000n })
  const { endsAt } = await startTrial(buyer.owner, { accountId: buyer.accountId, planKey: tried }, house)
  scene.clock.advance(4n * HOUR)
  const order = await openPlanOrder(buyer.owner, planForm(scene, buyer, { planKey, shownCents: '24000' }), house)
  expect(order).toMatchObject({ kind: 'plan', payBy: endsAt - RENEW_AHEAD })
})

it('with the saved card is an upgrade until the very end of a period that is not renewed', async () => {
  const { house, clock } = scene
  const one = await onPaidPlan(scene)
  const { accountId, owner } = one
  const { endsAt } = await cancelPlan(owner, { accountId }, house)
  const planKey = await testPlan(house, 20_000, { priceCents: 20_000_000n })
  clock.advance(endsAt - clock.now() - 10n * MINUTE)
  const { preview } = await previewPlan(owner, { accountId, planKey }, house)
  const form = planForm(scene, one, { planKey, shownCents: `${preview.totalCents}`, payWith: 'saved-card' })
  expect(await placePlanOrder(owner, form, house)).toMatchObject({ kind: 'upgrade', state: 'done' })
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
