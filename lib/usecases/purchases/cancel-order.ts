import { findOrder } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineDirect } from '../define'
import { fulfilOrder } from './fulfil-order'
import { paymentsOf } from './payments-of'
import { preparePayment } from './prepare-payment'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/**
 * Gives up an order that is not paid: nothing can be paid at its page any more. What was paid in the same moment is delivered instead; the
 * answer says which. An order that a saved card pays stays as it is: ending the plan ends its renewals. 'unavailable' while the provider is.
 */
export const cancelOrder = defineDirect({
  name: 'purchases.cancel-order',
  input: OrderRef,
  allow: role('owner', 'billing'),
  run: async (ref, _, house): Promise<Order> => {
    const order = await withRetry(() => findOrder(house.db, ref))
    if (!order) throw notFound('order')
    if (order.state !== 'pending' || order.payWay === 'saved-card') return order
    try {
      // A page that was made and not noted has to be closed too, so it is asked for under its key.
      const { sessionId } = await preparePayment(order, house)
      if (sessionId !== null) await (await paymentsOf(house)).expireSession(sessionId)
    } catch (error) {
      // There is no page, or it is open no more: what became of the order is asked next.
      if (!(error instanceof PaymentFault)) throw error
      if (error.kind !== 'misuse') throw away()
    }
    return fulfilOrder(CALLER, ref, house)
  },
})

function away(): Refusal {
  return new Refusal('unavailable', {
    detail: 'The payments provider cannot be reached. The order is as it was. Try again in a moment.',
  })
}
