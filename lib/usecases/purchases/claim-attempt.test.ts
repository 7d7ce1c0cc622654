import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testOrder } from '@/lib/testing/purchases'
import { claimAttempt } from './claim-attempt'
import { openPlanOrder } from './open-plan-order'

const scene = sceneOfPurchases()

it('gives a try to one of many, and the same try again once nobody else has it', async () => {
  const { house, clock } = scene
  const buyer = await onPaidPlan(scene)
  const planKey = await testPlan(house, 40_000, { priceCents: 40_000n })
  const form = planForm(scene, buyer, { planKey, shownCents: '36000', payWith: 'saved-card' })
  const { accountId, id: orderId } = await openPlanOrder(buyer.owner, form, house)
  const claim = () => claimAttempt(SYSTEM, { accountId, orderId }, house)
  const claims = await Promise.all([claim(), claim(), claim(), claim()])
  expect(claims.filter(Boolean)).toMatchObject([{ isAgain: false, order: { attempts: 1, isTrying: true } }])
  expect(await claim()).toBeNull()
  clock.advance(3n * MINUTE)
  expect(await claim()).toMatchObject({ isAgain: true, order: { attempts: 1, isTrying: true } })
})

it('gives none of an order that is paid at the page', async () => {
  const { house, clock } = scene
  const buyer = await onPaidPlan(scene)
  const { accountId, id: orderId } = await testOrder(house, buyer)
  clock.advance(DAY)
  expect(await claimAttempt(SYSTEM, { accountId, orderId }, house)).toBeNull()
})

it('refuses everybody but jobs, and orders that are not there', async () => {
  const ref = { accountId: randomUUID(), orderId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  expect(await kindsRefused((caller) => claimAttempt(caller, ref, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
  expect((await refusalOf(claimAttempt(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
