import { type Instant, MINUTE } from '../instants'
import type { Book } from '../ledger/model'
import type { Tokens } from '../tokens'
import type { TopUpRule } from './model'

/** Usage is summed in quarters of an hour: before the next one begins there is nothing new to draw from. */
const ROLLUP: Instant = 15n * MINUTE
/** A forecast whose balance has moved by more than this part of it is made again, whatever its age. */
const DRIFT_MAX = 50n

/** The quarter of an hour that the instant lies in, which is where the history ends. */
export function rollupAt(at: Instant): Instant {
  return at - (at % ROLLUP)
}

/**
 * What a forecast rests on besides use: grants, holds out of account, plan, top-up and zone. While it is the same, only use has changed
 * the account.
 */
export function foundation(book: Book, topUp: TopUpRule | null): string {
  const grants = [...book.grants.values()]
    .filter(({ available, pending }) => available + pending > 0n)
    .map(({ id, amount, revoked, refunded, expiresAt, priority }) => [
      id,
      amount,
      revoked,
      refunded,
      expiresAt,
      priority,
    ])
  const allowances = [...book.allowances.values()].map(({ id, amount, nextN, nextAt, paidUntil }) => [
    id,
    amount,
    nextN,
    nextAt,
    paidUntil,
  ])
  const parts = [grants.sort(), allowances.sort(), book.plan, book.timeZone, topUp]
  return JSON.stringify(parts, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
}

/** Whether a forecast may be shown again: no new rollup, and a balance that it still fits. */
export function isFresh(made: { madeAt: Instant; available: Tokens }, now: Instant, available: Tokens): boolean {
  const moved = made.available > available ? made.available - available : available - made.available
  return rollupAt(made.madeAt) === rollupAt(now) && moved * DRIFT_MAX <= made.available
}
