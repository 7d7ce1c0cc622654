import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { chargeCards } from './charge-cards'
import { openPlanOrder } from './open-plan-order'

const scene = sceneOfPurchases()

it('goes on with an order whose process ended before its card was charged; one that fails keeps no other waiting', async () => {
  const { house } = scene
  const planKey = await testPlan(house, 40_000, { priceCents: 40_000n })
  const open = async () => {
    const buyer = await onPaidPlan(scene)
    const form = planForm(scene, buyer, { planKey, shownCents: '36000', payWith: 'saved-card' })
    return openPlanOrder(buyer.owner, form, house)
  }
  const [failing, other] = [await open(), await open()]
  const chargeSavedCard: typeof house.payments.chargeSavedCard = async (wanted) => {
    if (wanted.orderId === failing.id) throw new PaymentFault('provider-away', 'Nobody answers.')
    return house.payments.chargeSavedCard(wanted)
  }
  const batch = await chargeCards(SYSTEM, {}, { ...house, payments: { ...house.payments, chargeSavedCard } })
  expect(batch).toEqual({ counts: { orders: 2 }, failures: [`order ${failing.id}: Nobody answers.`], next: null })
  const states = await house.db.order.findMany({
    where: { id: { in: [failing.id, other.id] } },
    orderBy: { id: 'asc' },
  })
  expect(states.map(({ state }) => state)).toEqual(['pending', 'done'])
})

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  expect(await kindsRefused((caller) => chargeCards(caller, {}, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
