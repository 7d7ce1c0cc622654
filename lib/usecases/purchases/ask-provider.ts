import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { House } from '../define'
import { paymentsOf } from './payments-of'
import { preparePayment } from './prepare-payment'
import type { ToldOfOrder } from './settle-order'

/** What the provider knows of an order now; what was never prepared there is prepared first. Runs in no transaction. Throws PaymentFault. */
export async function askProvider(order: Order, house: House): Promise<ToldOfOrder> {
  try {
    return await ask(order.payWay === 'page' ? await preparePayment(order, house) : order, house)
  } catch (error) {
    // It has no page, and is too old or too odd for one.
    const isRefused =
      order.payWay === 'page' && order.sessionId === null && error instanceof PaymentFault && error.kind === 'misuse'
    if (isRefused) return { session: null, payment: null, card: null, isRefused }
    throw error
  }
}

async function ask({ sessionId, ...order }: Order, house: House): Promise<ToldOfOrder> {
  const payments = await paymentsOf(house)
  const session = sessionId === null ? null : await payments.getSession(sessionId)
  const paymentId = session?.paymentId ?? order.paymentId
  const payment = paymentId === null ? null : await payments.getPayment(paymentId)
  const isPaid = payment?.status === 'succeeded'
  const card = isPaid && payment.cardId !== null ? await payments.getCard(payment.cardId) : null
  return { session, payment, card }
}
