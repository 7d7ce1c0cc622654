import type { Order } from '@/lib/domain/purchases/order-model'
import type { House } from '../define'
import { paymentsOf } from './payments-of'
import { preparePayment } from './prepare-payment'
import type { ToldOfOrder } from './settle-order'

/** What the provider knows of an order now; what was never prepared there is prepared first. Runs in no transaction. Throws PaymentFault. */
export async function askProvider(order: Order, house: House): Promise<ToldOfOrder> {
  const payments = await paymentsOf(house)
  const { sessionId } = order.kind === 'top-up' ? order : await preparePayment(order, house)
  const session = sessionId === null ? null : await payments.getSession(sessionId)
  const paymentId = session?.paymentId ?? order.paymentId
  const payment = paymentId === null ? null : await payments.getPayment(paymentId)
  const isPaid = payment?.status === 'succeeded'
  const card = isPaid && payment.cardId !== null ? await payments.getCard(payment.cardId) : null
  return { session, payment, card }
}
