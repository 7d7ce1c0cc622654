import type Stripe from 'stripe'
import { type Instant, SECOND } from '@/lib/domain/instants'
import type {
  Charge,
  CheckoutSession,
  Dispute,
  EventSubject,
  Payment,
  PaymentEvent,
  PaymentStatus,
  Refund,
  SavedCard,
} from '@/lib/domain/purchases/payment-model'

/** What of an order is written at the provider's, and read back from there. */
export const METADATA = { order: 'order_id', account: 'account_id', refund: 'refund_id' } as const

const STATUSES: Record<string, PaymentStatus> = {
  succeeded: 'succeeded',
  processing: 'processing',
  requires_action: 'requires-action',
  requires_payment_method: 'requires-card',
  requires_confirmation: 'requires-confirmation',
  canceled: 'canceled',
}

/** Every other status still waits for somebody. A warning that is closed took no money. */
const DISPUTES_CLOSED: Record<string, Dispute['status']> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'won',
  prevented: 'won',
}

export function toSession(session: Stripe.Checkout.Session): CheckoutSession {
  const { metadata, setup_intent: setup } = session
  return {
    id: session.id,
    mode: among(session.mode, ['payment', 'setup']),
    status: among(session.status, ['open', 'complete', 'expired']),
    isPaid: session.payment_status === 'paid',
    url: session.url,
    orderId: metadata?.[METADATA.order] ?? null,
    accountId: metadata?.[METADATA.account] ?? null,
    customerId: idOf(session.customer),
    amount: session.amount_total === null ? null : BigInt(session.amount_total),
    currency: session.currency?.toUpperCase() ?? null,
    paymentId: idOf(session.payment_intent),
    cardId: setup !== null && typeof setup === 'object' ? idOf(setup.payment_method) : null,
    expiresAt: toInstant(session.expires_at),
  }
}

export function toPayment(intent: Stripe.PaymentIntent): Payment {
  const { last_payment_error: failure, metadata } = intent
  return {
    id: intent.id,
    status: STATUSES[intent.status] ?? 'other',
    amount: BigInt(intent.amount),
    received: BigInt(intent.amount_received),
    currency: intent.currency.toUpperCase(),
    orderId: metadata[METADATA.order] ?? null,
    accountId: metadata[METADATA.account] ?? null,
    customerId: idOf(intent.customer),
    cardId: idOf(intent.payment_method),
    chargeId: idOf(intent.latest_charge),
    failure: failure && {
      code: failure.code ?? null,
      declineCode: failure.decline_code ?? null,
      message: failure.message ?? null,
    },
    createdAt: toInstant(intent.created),
  }
}

export function toCharge(charge: Stripe.Charge): Charge {
  return {
    id: charge.id,
    status: among(charge.status, ['succeeded', 'pending', 'failed']),
    paymentId: idOf(charge.payment_intent),
    customerId: idOf(charge.customer),
    amount: BigInt(charge.amount),
    refunded: BigInt(charge.amount_refunded),
    currency: charge.currency.toUpperCase(),
    isDisputed: charge.disputed,
  }
}

export function toCard(method: Stripe.PaymentMethod): SavedCard {
  const { card } = method
  return {
    id: method.id,
    customerId: idOf(method.customer),
    brand: card?.brand ?? method.type,
    lastFour: card?.last4 ?? '',
    expiryMonth: card?.exp_month ?? 12,
    expiryYear: card?.exp_year ?? 9999,
    fingerprint: card?.fingerprint ?? null,
  }
}

export function toRefund(refund: Stripe.Refund): Refund {
  return {
    id: refund.id,
    status: among(refund.status, ['succeeded', 'pending', 'failed', 'canceled']),
    amount: BigInt(refund.amount),
    currency: refund.currency.toUpperCase(),
    paymentId: idOf(refund.payment_intent),
    chargeId: idOf(refund.charge),
    refundId: refund.metadata?.[METADATA.refund] ?? null,
    orderId: refund.metadata?.[METADATA.order] ?? null,
  }
}

export function toDispute(dispute: Stripe.Dispute): Dispute {
  const chargeId = idOf(dispute.charge)
  if (chargeId === null) throw new Error(`The dispute ${dispute.id} names no charge.`)
  return {
    id: dispute.id,
    status: DISPUTES_CLOSED[dispute.status] ?? 'open',
    amount: BigInt(dispute.amount),
    currency: dispute.currency.toUpperCase(),
    reason: dispute.reason,
    paymentId: idOf(dispute.payment_intent),
    chargeId,
  }
}

export function toEvent(event: Stripe.Event): PaymentEvent {
  return { id: event.id, type: event.type, createdAt: toInstant(event.created), subject: subjectOf(event.data.object) }
}

function subjectOf(object: { object?: string; id?: string }): EventSubject {
  switch (object.object) {
    case 'checkout.session':
      return { kind: 'session', session: toSession(object as Stripe.Checkout.Session) }
    case 'payment_intent':
      return { kind: 'payment', payment: toPayment(object as Stripe.PaymentIntent) }
    case 'charge':
      return { kind: 'charge', charge: toCharge(object as Stripe.Charge) }
    case 'refund':
      return { kind: 'refund', refund: toRefund(object as Stripe.Refund) }
    case 'dispute':
      return { kind: 'dispute', dispute: toDispute(object as Stripe.Dispute) }
    case 'payment_method':
      return { kind: 'card', card: toCard(object as Stripe.PaymentMethod) }
    default:
      return { kind: 'other', id: object.id ?? null }
  }
}

/** The provider's time is in whole seconds. */
function toInstant(seconds: number): Instant {
  return BigInt(seconds) * SECOND
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  return (typeof reference === 'object' ? reference?.id : reference) ?? null
}

function among<T extends string>(value: string | null, known: readonly T[]): T | 'other' {
  return known.find((one) => one === value) ?? 'other'
}
