import { isOwed } from './dunning'
import type { Order, OrderState } from './order-model'
import { ORDER_STATES } from './order-model'
import type { CheckoutSession, Payment } from './payment-model'

/** What the provider says about an order, now or then. */
export interface Told {
  readonly session: CheckoutSession | null
  readonly payment: Payment | null
  /** Whether the provider will never open a page for it: nothing was paid, and nothing can be. */
  readonly isRefused?: boolean
  /** Why the saved card could not be charged, where no payment says it: a code. */
  readonly declined?: string
  /** Whether no card is tried any more. */
  readonly isOver?: boolean
}

/** What becomes of an order. */
export interface Transition {
  readonly state: OrderState
  /** Known from now on, or as it was. */
  readonly paymentId: string | null
  readonly failure: string | null
}

type Judged = Pick<Order, 'kind' | 'payWay' | 'state' | 'totalCents' | 'currency' | 'paymentId' | 'failure'>

/**
 * What an order becomes, given what the provider says: paid in full it is done, paid otherwise it is parked for the seller's staff, with
 * nothing to be paid any more it has ended. States only rise, so facts that come late, twice or in any order leave the same state.
 */
export function transition(order: Judged, told: Told): Transition {
  const paymentId = told.payment?.id ?? told.session?.paymentId ?? order.paymentId
  const state = later(order.state, stateTold(order, told))
  return { state, paymentId, failure: told.isRefused ? 'page-refused' : failureIn(state, order, told) }
}

function stateTold(order: Judged, told: Told): OrderState {
  const { session, payment } = told
  if (told.isRefused) return 'failed'
  if (payment?.status === 'succeeded') {
    return payment.received === order.totalCents && payment.currency === order.currency ? 'done' : 'mismatch'
  }
  // While a payment is on its way, or waits for the buyer's bank, nothing has ended.
  if (payment?.status === 'processing' || payment?.status === 'requires-action') return 'pending'
  return order.payWay === 'page' ? stateAtPage(session, payment) : stateOfCard(order, told)
}

/** At the provider's page the buyer takes another card after a refusal, for as long as it is open. */
function stateAtPage(session: Told['session'], payment: Told['payment']): OrderState {
  if (session?.status === 'expired') return 'canceled'
  return payment?.status === 'canceled' && session === null ? 'failed' : 'pending'
}

/** A saved card that was refused ends what nobody owes; what is owed stays open until no card is tried any more. */
function stateOfCard(order: Judged, { payment, declined, isOver }: Told): OrderState {
  const wasRefused = declined !== undefined || (payment !== null && hasFailed(payment))
  return isOver || (wasRefused && !isOwed(order)) ? 'failed' : 'pending'
}

function hasFailed({ status, failure }: Payment): boolean {
  return status === 'canceled' || (status === 'requires-card' && failure !== null)
}

function failureIn(state: OrderState, order: Judged, { payment, declined }: Told): string | null {
  if (state === 'done') return null
  if (state === 'mismatch') return payment?.status === 'succeeded' ? 'amount-mismatch' : order.failure
  const { failure } = payment ?? {}
  return (failure && (failure.declineCode ?? failure.code)) ?? declined ?? order.failure
}

function later(one: OrderState, other: OrderState): OrderState {
  return ORDER_STATES.indexOf(other) > ORDER_STATES.indexOf(one) ? other : one
}
