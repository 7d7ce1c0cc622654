import { stretchOf } from '../calendar'
import { DAY, type Instant } from '../instants'
import type { Book } from '../ledger/model'
import type { Limit, Quota } from '../quotas/model'
import { usedIn, windowAt } from '../quotas/windows'
import type { ScheduledEvent } from './schedule-model'

/** How far ahead is told what comes again and again. */
export const REPEATED: Instant = 90n * DAY

/**
 * When limits start again from zero. Rolling windows never do, and a minute's is over before it is read. Of an hour's window the
 * end is told while something of it is used, of a day's the next end, of a week's and a month's each one for 90 days.
 */
export function quotaResets({
  book: { timeZone },
  now,
  limits,
}: {
  book: Pick<Book, 'timeZone'>
  now: Instant
  limits: readonly Limit[]
}): ScheduledEvent[] {
  return limits.flatMap((limit) =>
    resetsOf(limit, now, timeZone).map((at) => {
      const { key, name, measure, unit, cap, scope } = limit.quota
      return {
        id: `quota-reset:${key}:${at}`,
        kind: 'quota-reset',
        at,
        name,
        amount: measure === 'tokens' ? cap : null,
        lapses: null,
        costCents: null,
        limit: { measure, unit, cap, scope },
        isExpected: false,
      } as const
    }),
  )
}

function resetsOf(limit: Limit, now: Instant, zone: string): Instant[] {
  const { quota } = limit
  const window = windowAt(limit, now, zone)
  if (quota.unit === 'minute' || window.endsAt === null) return []
  if (quota.unit === 'hour' && usedIn(window) === 0n) return []
  return [window.endsAt, ...laterEnds(quota, window.endsAt, now + REPEATED, zone)]
}

function laterEnds({ unit }: Quota, after: Instant, until: Instant, zone: string): Instant[] {
  if (unit !== 'week' && unit !== 'month') return []
  const ends: Instant[] = []
  for (let at = stretchOf(unit, after, zone).endsAt; at <= until; at = stretchOf(unit, at, zone).endsAt) ends.push(at)
  return ends
}
