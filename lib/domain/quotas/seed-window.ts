import type { Instant } from '../instants'
import type { Limit, QuotaWindow } from './model'
import { ROLLING_SLICES, sliceOf, windowAt } from './windows'

/** Since when use counts in a window of this limit that runs at `at`. */
export function countsSince({ quota, window }: Limit, at: Instant, zone: string): Instant {
  const { startsAt } = windowAt({ quota, window }, at, zone)
  return quota.kind === 'fixed' ? startsAt : startsAt - ROLLING_SLICES * sliceOf(quota)
}

/** The counter of a limit that is set in the middle of its window: with all that it would have counted since `countsSince`. */
export function seedWindow(
  limit: Limit,
  uses: readonly { amount: bigint; at: Instant }[],
  at: Instant,
  zone: string,
): QuotaWindow {
  const { quota } = limit
  const window = windowAt(limit, at, zone)
  const slice = quota.kind === 'fixed' ? null : sliceOf(quota)
  const ageOf = (use: Instant) =>
    slice === null || use > window.startsAt ? 0n : (window.startsAt - (use - (use % slice))) / slice
  const ages = uses.map((use) => ({ amount: use.amount, age: ageOf(use.at) }))
  const used: bigint[] = []
  for (let age = 0n; age <= (slice === null ? 0n : ROLLING_SLICES); age++)
    used.push(ages.filter((use) => use.age === age).reduce((sum, use) => sum + use.amount, 0n))
  return { ...window, used, countsFrom: countsSince(limit, at, zone), told: 0 }
}
