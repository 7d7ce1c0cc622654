import { lockAccounts } from '@/lib/db/ledger'
import { updatePayBy } from '@/lib/db/purchases-attempts'
import { findOrder } from '@/lib/db/purchases-orders'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/domain/instants'
import { isOwed } from '@/lib/domain/purchases/dunning'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'

const PAY_WITHIN: Instant = 23n * HOUR
/** A page that closes sooner gives way to a new one. */
const OPEN_FOR: Instant = 5n * MINUTE

/**
 * Lets an order that is owed be paid at the provider's page too, once its saved card was refused. The page that is open stays the one; while
 * the card is being charged there is none. Returns the order, with a page of its own to be prepared unless it has one.
 */
export const openPage = defineUsecase({
  name: 'purchases.open-page',
  input: OrderRef,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async (ref, work): Promise<Order> => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref, true) : null
    if (!order) throw notFound('order')
    if (order.state !== 'pending' || !isOwed(order)) throw closed('This order is not waiting for a payment.')
    if (order.isTrying) throw closed('The saved card is being charged at this moment. Look again in a minute.')
    if (order.sessionUrl !== null && order.payBy > work.now + OPEN_FOR) {
      work.unchanged()
      return order
    }
    const payBy = ((work.now + PAY_WITHIN) / SECOND) * SECOND
    await updatePayBy(work.tx, order, payBy)
    work.audit({ accountId: ref.accountId, subject: `order:${ref.orderId}`, detail: { page: 'opened' } })
    return { ...order, payBy, sessionId: null, sessionUrl: null }
  },
})

function closed(detail: string): Refusal {
  return new Refusal('conflict', { detail: `${detail} Nothing was charged.` })
}
