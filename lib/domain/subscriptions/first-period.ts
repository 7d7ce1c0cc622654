import type { Instant } from '../instants'
import { type PeriodRule, periodOf, periodStart } from '../ledger/periods'

/**
 * The period that a subscription opens first: the one that runs, or from an instant still to come the first that begins by then or
 * later. Never one before the anchor.
 */
export function firstPeriod(
  rule: PeriodRule,
  zone: string,
  from: Instant,
  now: Instant,
): { n: number; startsAt: Instant } {
  const n = from > now ? periodOf(rule, zone, from - 1n) + 1 : periodOf(rule, zone, now)
  const first = Math.max(n, 0)
  return { n: first, startsAt: periodStart(rule, zone, first) }
}
