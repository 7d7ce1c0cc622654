import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { Refusal } from '@/lib/domain/refusals'
import { log } from '@/lib/log'
import { role } from '../allow'
import { defineDirect } from '../define'
import { openPage } from './open-page'
import { preparePayment } from './prepare-payment'

/**
 * Mends a payment whose saved card was refused: the order is paid at the provider's page with another card, which is saved in its place. The
 * next try of the old card closes the page first. 'unavailable' while the provider is away.
 */
export const payAtPage = defineDirect({
  name: 'purchases.pay-at-page',
  input: OrderRef,
  allow: role('owner', 'billing'),
  run: async (ref, caller, house): Promise<Order> => {
    const order = await openPage(caller, ref, house)
    try {
      return await preparePayment(order, house)
    } catch (error) {
      if (!(error instanceof PaymentFault)) throw error
      log().warn(
        { order: order.id, fault: error.kind, error: error.message },
        'A page for an order could not be opened.',
      )
      throw new Refusal('unavailable', {
        detail: 'The payments provider cannot be reached. Nothing was charged. Try again in a moment.',
      })
    }
  },
})
