import { instantToIso } from '@/lib/domain/instants'
import { PlacePlanOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { log } from '@/lib/log'
import { role } from '../allow'
import { defineDirect, type House } from '../define'
import { chargeOrder } from './charge-order'
import { openPlanOrder } from './open-plan-order'
import { preparePayment } from './prepare-payment'

/**
 * Orders a plan, or the rest of a period of a larger one: first written down, then paid with the saved card, or prepared at the provider's
 * page. When the provider is away the order stays as it is, and whoever looks at it next, or a job, goes on under the same key.
 */
export const placePlanOrder = defineDirect({
  name: 'purchases.place-plan-order',
  input: PlacePlanOrderInput,
  allow: role('owner', 'billing'),
  run: async ({ shownCents, quotedAt, ...input }, caller, house): Promise<Order> => {
    const typed = { ...input, shownCents: `${shownCents}`, quotedAt: instantToIso(quotedAt) }
    const order = await openPlanOrder(caller, typed, house)
    if (order.state !== 'pending') return order
    try {
      return await pay(order, house)
    } catch (error) {
      if (!(error instanceof PaymentFault)) throw error
      log().warn(
        { order: order.id, fault: error.kind, error: error.message },
        'An order could not be paid or prepared yet.',
      )
      return order
    }
  },
})

function pay(order: Order, house: House): Promise<Order> {
  if (order.payWay === 'page') return preparePayment(order, house)
  return chargeOrder({ accountId: order.accountId, orderId: order.id }, house)
}
