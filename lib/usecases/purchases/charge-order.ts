import { findOrder } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import type { SystemCaller } from '@/lib/domain/access/callers'
import { HOUR, type Instant } from '@/lib/domain/instants'
import { isOwed } from '@/lib/domain/purchases/dunning'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { CheckoutSession, Payment, Payments } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import type { House } from '../define'
import { type Claimed, claimAttempt } from './claim-attempt'
import { houseNow } from './house-now'
import { paymentsOf } from './payments-of'
import { settleOrder, type ToldOfOrder } from './settle-order'

const CALLER: SystemCaller = { kind: 'system', rule: 'purchases' }

/** The provider keeps keys for a day: later, the same key would be a second payment. */
const KEY_HOLDS: Instant = 20n * HOUR

/** By then the provider's events tell of every payment that was made in time. */
const LATE_BY: Instant = HOUR

interface OrderKey {
  readonly accountId: string
  readonly orderId: string
}

/**
 * Charges the saved card for an order that is due to be tried, outside of any transaction, and writes down what came of it. Each try has a
 * number of its own, which is the provider's key: cut off and called again, it is the same payment. Returns the order as it is then. Throws
 * PaymentFault when nobody knows what came of it; it is looked into later.
 */
export async function chargeOrder(ref: OrderKey, house: House): Promise<Order> {
  const claimed = await claimAttempt(CALLER, ref, house)
  if (claimed) {
    const { attempts, isTrying } = claimed.order
    const number = isTrying ? attempts : attempts + 1
    return settleOrder(CALLER, { ...ref, told: { ...(await attempt(claimed, house)), attempt: number } }, house)
  }
  const order = await withRetry(() => findOrder(house.db, ref))
  if (!order) throw notFound('order')
  return order
}

async function attempt({ order, customerId, isAgain }: Claimed, house: House): Promise<ToldOfOrder> {
  const payments = await paymentsOf(house)
  const session = await closePage(order, payments)
  if (session?.status === 'complete') return paidAtPage(session, payments)
  if (customerId === null || order.attemptCard === null || !order.isTrying) {
    return { session, payment: null, card: null, declined: 'no-card' }
  }
  const now = await houseNow(house)
  const known = isAgain ? await findPayment(order, payments, now) : null
  if (known) return withCard({ session, payment: known }, payments)
  if (isTooLate(order, now)) return { session, payment: null, card: null, declined: 'too-late' }
  try {
    const { id: orderId, accountId, attempts, attemptCard: cardId, currency, totalCents: amount, name } = order
    const wanted = { orderId, accountId, attempt: attempts, customerId, cardId, currency, amount, description: name }
    return withCard({ session, payment: await payments.chargeSavedCard(wanted) }, payments)
  } catch (error) {
    return { session, ...(await refusal(error, payments)) }
  }
}

/** Nobody can pay the same order at a page from here on; one that is complete was paid there, which is the answer. */
export async function closePage({ sessionId }: Order, payments: Payments): Promise<CheckoutSession | null> {
  if (sessionId === null) return null
  const session = await payments.getSession(sessionId)
  return session.status === 'open' ? payments.expireSession(sessionId) : session
}

async function paidAtPage(session: CheckoutSession, payments: Payments): Promise<ToldOfOrder> {
  const payment = session.paymentId === null ? null : await payments.getPayment(session.paymentId)
  return withCard({ session, payment }, payments)
}

/** The payment of a try that was cut off, where its key may be forgotten at the provider's, or has answered before. */
async function findPayment(order: Order, payments: Payments, now: Instant): Promise<Payment | null> {
  if (order.paymentId !== null) return payments.getPayment(order.paymentId)
  const since = order.attemptAt ?? now
  if (now - since < KEY_HOLDS && !isTooLate(order, now)) return null
  const events = await payments.listEventsSince(since - HOUR)
  const subject = events
    .map((event) => event.subject)
    .findLast((one) => one.kind === 'payment' && one.payment.orderId === order.id)
  return subject?.kind === 'payment' ? payments.getPayment(subject.payment.id) : null
}

/** What nobody owes is not charged long after its last moment to pay. */
function isTooLate(order: Order, now: Instant): boolean {
  return !isOwed(order) && now >= order.payBy + LATE_BY
}

async function withCard(told: Pick<ToldOfOrder, 'session' | 'payment'>, payments: Payments): Promise<ToldOfOrder> {
  const { payment } = told
  const isPaid = payment?.status === 'succeeded' && payment.cardId !== null
  return { ...told, card: isPaid && payment.cardId !== null ? await payments.getCard(payment.cardId) : null }
}

/** The bank's no, or the provider's: a card that was removed there cannot be charged either. */
async function refusal(error: unknown, payments: Payments): Promise<Omit<ToldOfOrder, 'session'>> {
  if (!(error instanceof PaymentFault) || error.kind === 'provider-away') throw error
  const { paymentId } = error.details
  const payment = paymentId ? await payments.getPayment(paymentId) : null
  return { payment, card: null, declined: error.declineCode ?? error.code ?? error.kind }
}
