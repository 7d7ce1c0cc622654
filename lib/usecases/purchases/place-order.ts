import { PlaceOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { log } from '@/lib/log'
import { role } from '../allow'
import { defineDirect } from '../define'
import { openOrder } from './open-order'
import { preparePayment } from './prepare-payment'

/**
 * Orders: first written down, then prepared at the provider's, outside of any transaction. When the provider is away the order stays as it
 * is, without a page to pay at; whoever looks at it next, or the reconciler, prepares it under the same key.
 */
export const placeOrder = defineDirect({
  name: 'purchases.place-order',
  input: PlaceOrderInput,
  allow: role('owner', 'billing'),
  run: async ({ shownCents, tokens, ...input }, caller, house): Promise<Order> => {
    const choice = tokens === undefined ? {} : { tokens: tokensToDecimal(tokens) }
    const order = await openOrder(caller, { ...input, ...choice, shownCents: `${shownCents}` }, house)
    if (order.state !== 'pending') return order
    try {
      return await preparePayment(order, house)
    } catch (error) {
      if (!(error instanceof PaymentFault)) throw error
      log().warn({ order: order.id, fault: error.kind, error: error.message }, 'An order could not be prepared yet.')
      return order
    }
  },
})
