import { randomUUID } from 'node:crypto'
import { instantToIso } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import { fulfilOrder } from '@/lib/usecases/purchases/fulfil-order'
import { placePlanOrder } from '@/lib/usecases/purchases/place-plan-order'
import { SYSTEM } from './house'
import { testPlan } from './plans'
import { type Buyer, type PurchaseScene, testBuyer } from './purchases'

/** The form for a plan whose total is shown, quoted now. */
export function planForm(scene: PurchaseScene, { accountId }: Pick<Buyer, 'accountId'>, more: object) {
  const quotedAt = instantToIso(scene.clock.now())
  return {
    accountId,
    formKey: randomUUID(),
    quotedAt,
    language: 'en' as const,
    payWith: 'page' as const,
    planKey: '',
    shownCents: '0',
    ...more,
  }
}

/** A buyer on a plan of 10,000 tokens a month for 100.00 and 20 % of tax, paid with a card of that behaviour, which is saved. */
export async function onPaidPlan(
  scene: PurchaseScene,
  card = 'success',
): Promise<Buyer & { order: Order; planKey: string }> {
  const { house } = scene
  const buyer = await testBuyer(house)
  const planKey = await testPlan(house, 10_000, { priceCents: 10_000n })
  const form = planForm(scene, buyer, { planKey, shownCents: '12000' })
  const order = await payAtPage(scene, await placePlanOrder(buyer.owner, form, house), card)
  return { ...buyer, order, planKey }
}

/** Pays an order at the provider's page, and lets it be fulfilled. */
export async function payAtPage({ house, sandbox }: PurchaseScene, order: Order, card = 'success'): Promise<Order> {
  if (order.sessionId === null) throw new Error('The order was not prepared.')
  await sandbox.payWithCard(order.sessionId, card)
  return fulfilOrder(SYSTEM, { accountId: order.accountId, orderId: order.id }, house)
}
