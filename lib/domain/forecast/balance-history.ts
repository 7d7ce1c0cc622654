import type { Instant } from '../instants'
import type { Tokens } from '../tokens'

export interface BalanceStep {
  readonly at: Instant
  readonly available: Tokens
}

/**
 * The balance from `from` to `now` as steps: what was known last before the beginning stands at it, what is true now at its end. Notes may
 * come from far before; of the same balance only the first stays.
 */
export function balanceHistory(
  notes: readonly BalanceStep[],
  from: Instant,
  { now, available }: { now: Instant; available: Tokens },
): BalanceStep[] {
  const before = notes.findLast(({ at }) => at <= from)
  const within = notes.filter(({ at }) => at > from && at < now)
  const steps = [...(before ? [{ at: from, available: before.available }] : []), ...within]
  const changes = steps.filter((step, i) => i === 0 || step.available !== steps[i - 1]?.available)
  return [...changes, { at: now, available }]
}
