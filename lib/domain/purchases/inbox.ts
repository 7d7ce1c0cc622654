import { HOUR, type Instant, MINUTE } from '../instants'
import type { Charge, EventSubject, Payment } from './payment-model'

/** So long a webhook may be about an order that is not known: its writing may still be under way. */
const UNKNOWN_MAX: Instant = HOUR
const WAIT_MAX: Instant = HOUR

/** When a webhook is tried again after so many tries in vain: 1, 2, 4 ... minutes later, an hour at most. */
export function nextTry(now: Instant, attempts: number): Instant {
  const wait = MINUTE * 2n ** BigInt(Math.min(attempts, 10) - 1)
  return now + (wait < WAIT_MAX ? wait : WAIT_MAX)
}

/** Whether what it is about will not turn up any more, so that somebody has to look at it. */
export function isLost(receivedAt: Instant, now: Instant): boolean {
  return now - receivedAt >= UNKNOWN_MAX
}

/** What an event is about, of ours: what has to be asked about at the provider. */
export type Concern =
  | { readonly kind: 'order'; readonly accountId: string; readonly orderId: string }
  /** `refundId` is null for one that was not made here. */
  | { readonly kind: 'refund'; readonly providerId: string; readonly refundId: string | null }
  | { readonly kind: 'charge'; readonly paymentId: string }
  | { readonly kind: 'dispute'; readonly disputeId: string }

/** Null when an event is about nothing of ours. */
export function concernOf(subject: EventSubject): Concern | null {
  switch (subject.kind) {
    case 'session':
      return orderNamed(subject.session)
    case 'payment':
      return orderNamed(subject.payment)
    case 'refund':
      return { kind: 'refund', providerId: subject.refund.id, refundId: subject.refund.refundId }
    case 'charge':
      return chargeRefunded(subject.charge)
    case 'dispute':
      return { kind: 'dispute', disputeId: subject.dispute.id }
    default:
      return null
  }
}

function orderNamed({ orderId, accountId }: Pick<Payment, 'orderId' | 'accountId'>): Concern | null {
  return orderId === null || accountId === null ? null : { kind: 'order', accountId, orderId }
}

/** A charge's own events say nothing that its payment's do not, but that money went back. */
function chargeRefunded({ paymentId, refunded }: Charge): Concern | null {
  return paymentId === null || refunded === 0n ? null : { kind: 'charge', paymentId }
}
