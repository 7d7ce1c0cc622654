import { DAY, HOUR, type Instant, MINUTE } from '../instants'
import type { Order } from './order-model'

/** A saved card that was refused for what is due is tried again so many days after it was due. */
export const RETRY_DAYS = [1, 3, 5, 7] as const

/** So long before a period begins it is paid, so that nobody has to wait for its tokens. */
export const RENEW_AHEAD: Instant = 15n * MINUTE

/** Between two tries, even when the house was down at the time of one. */
const APART: Instant = 20n * HOUR

/** When a saved card is tried again after a refusal; null when it is not: what nobody owes simply was not bought. */
export function nextTryAt(order: Pick<Order, 'kind' | 'attempts' | 'pricedAt'>, now: Instant): Instant | null {
  if (!isOwed(order) || order.pricedAt === null) return null
  const days = RETRY_DAYS[order.attempts - 1]
  if (days === undefined) return null
  const planned = order.pricedAt + BigInt(days) * DAY
  return planned > now + APART ? planned : now + APART
}

/** Whether the money is due whatever the card says: the next period of a plan that goes on, or use that was already had. */
export function isOwed({ kind }: Pick<Order, 'kind'>): boolean {
  return kind === 'renewal' || kind === 'usage'
}
