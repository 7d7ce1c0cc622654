import { HOUR, type Instant, MINUTE } from '../instants'
import type { EventSubject } from './payment-model'

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

/** The order that an event is about, as it was written at the provider's; null when it is about none. */
export function orderOf(subject: EventSubject): { accountId: string; orderId: string } | null {
  const named = subject.kind === 'session' ? subject.session : subject.kind === 'payment' ? subject.payment : null
  if (named === null || named.orderId === null || named.accountId === null) return null
  return { accountId: named.accountId, orderId: named.orderId }
}
