import { findOrder } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import type { SystemCaller } from '@/lib/domain/access/callers'
import { type Instant, SECOND } from '@/lib/domain/instants'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound } from '@/lib/domain/refusals'
import { anyRole, either, job } from '../allow'
import { defineDirect } from '../define'
import { askProvider } from './ask-provider'
import { chargeOrder } from './charge-order'
import { houseNow } from './house-now'
import { settleOrder } from './settle-order'

const CALLER: SystemCaller = { kind: 'system', rule: 'purchases' }
/** A page that is open asks the provider this often at most. */
const ASK_AFTER: Instant = 3n * SECOND

/**
 * Finds out what became of an order and acts on it: the one way to delivery, whoever calls it (the webhook's inbox, the page that the buyer
 * comes back to, the reconciler), how often and in which order. Asks the provider, then writes it down. Throws PaymentFault.
 */
export const fulfilOrder = defineDirect({
  name: 'purchases.fulfil-order',
  input: OrderRef,
  allow: either(anyRole, job),
  run: async (ref, caller, house): Promise<Order> => {
    const order = await withRetry(() => findOrder(house.db, ref))
    if (!order) throw notFound('order')
    if (order.state === 'done') return order
    if (caller.kind === 'member' && !mayAsk(order, await houseNow(house))) return order
    if (order.isTrying) return chargeOrder(ref, house)
    const told = await askProvider(order, house)
    return settleOrder(CALLER, { ...ref, told }, house)
  },
})

function mayAsk({ state, checkedAt }: Order, now: Instant): boolean {
  return state === 'pending' && (checkedAt === null || now - checkedAt >= ASK_AFTER)
}
