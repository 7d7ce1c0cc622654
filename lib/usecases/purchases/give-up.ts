import { updateOrderState } from '@/lib/db/purchases-orders'
import { isOwed } from '@/lib/domain/purchases/dunning'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Work } from '../define'

/** Ends an order that no card is to be charged for any more, under the account's lock. What was paid at its page all the same is parked. */
export async function giveUp(work: Work, order: Order): Promise<void> {
  const { accountId, id, paymentId, grantId, sessionUrl } = order
  const failure = isOwed(order) ? 'plan-ended' : 'too-late'
  await updateOrderState(work.tx, order, { state: 'canceled', paymentId, failure, grantId, sessionUrl }, work.now)
  work.audit({ accountId, subject: `order:${id}`, detail: { was: order.state, state: 'canceled', failure } })
}
