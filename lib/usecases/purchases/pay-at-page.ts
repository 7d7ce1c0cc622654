import { findOrder } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { log } from '@/lib/log'
import { role } from '../allow'
import { defineDirect, type House } from '../define'
import { closePage } from './charge-order'
import { fulfilOrder } from './fulfil-order'
import { houseNow } from './house-now'
import { hasPage, openPage } from './open-page'
import { paymentsOf } from './payments-of'
import { preparePayment } from './prepare-payment'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/**
 * Mends a payment whose saved card was refused: the order is paid at the provider's page with another card, which is saved in its place. The
 * next try of the old card closes the page first, and so does another page. 'unavailable' while the provider is away.
 */
export const payAtPage = defineDirect({
  name: 'purchases.pay-at-page',
  input: OrderRef,
  allow: role('owner', 'billing'),
  run: async (ref, caller, house): Promise<Order> => {
    const known = await withRetry(() => findOrder(house.db, ref))
    if (!known) throw notFound('order')
    try {
      if (await isPaidAtOldPage(known, house)) return await fulfilOrder(CALLER, ref, house)
      return await preparePayment(await openPage(caller, ref, house), house)
    } catch (error) {
      if (!(error instanceof PaymentFault)) throw error
      log().warn(
        { order: ref.orderId, fault: error.kind, error: error.message },
        'A page for an order could not be opened.',
      )
      throw new Refusal('unavailable', {
        detail: 'The payments provider cannot be reached. Nothing was charged. Try again in a moment.',
      })
    }
  },
})

/** A page that gives way to a new one is closed for good, and what was paid at it meanwhile is the payment. */
async function isPaidAtOldPage(order: Order, house: House): Promise<boolean> {
  if (order.state !== 'pending' || order.isTrying || order.sessionId === null) return false
  if (hasPage(order, await houseNow(house))) return false
  return (await closePage(order, await paymentsOf(house)))?.status === 'complete'
}
