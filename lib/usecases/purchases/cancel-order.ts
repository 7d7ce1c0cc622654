import { findOrder } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineDirect } from '../define'
import { askProvider } from './ask-provider'
import { paymentsOf } from './payments-of'
import { preparePayment } from './prepare-payment'
import { settleOrder } from './settle-order'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/**
 * Gives up an order that is not paid: nothing can be paid at its page any more. What was paid in the same moment is delivered instead; the
 * answer says which. Throws PaymentFault.
 */
export const cancelOrder = defineDirect({
  name: 'purchases.cancel-order',
  input: OrderRef,
  allow: role('owner', 'billing'),
  run: async (ref, _, house): Promise<Order> => {
    const order = await withRetry(() => findOrder(house.db, ref))
    if (!order) throw notFound('order')
    if (order.state !== 'pending') return order
    const prepared = await preparePayment(order, house)
    try {
      if (prepared.sessionId !== null) await (await paymentsOf(house)).expireSession(prepared.sessionId)
    } catch (error) {
      // It is open no more: what became of it is asked next.
      if (!(error instanceof PaymentFault) || error.kind !== 'misuse') throw error
    }
    return settleOrder(CALLER, { ...ref, told: await askProvider(prepared, house) }, house)
  },
})
