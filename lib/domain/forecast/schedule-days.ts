import { datesApart, wallClock } from '../calendar'
import { lastMinute } from '../format/format-time'
import { DAY, type Instant } from '../instants'
import { isDeadline, type ScheduledEvent } from './schedule-model'

/** What is listed as soon; the rest is later. */
export const SOON_DAYS = 90

/** What happens on one day of the account's zone. */
export interface ScheduleDay {
  /** ISO date in the zone, such as "2026-11-30". */
  readonly date: string
  /** An instant of that day. */
  readonly at: Instant
  /** 0 is today, 1 tomorrow. */
  readonly daysAway: number
  readonly events: readonly ScheduledEvent[]
}

/** The instant that is shown for it: of an end its last minute, so that nobody has to think about whose midnight it is. */
export function shownAt(event: Pick<ScheduledEvent, 'kind' | 'at'>): Instant {
  return isDeadline(event) ? lastMinute(event.at) : event.at
}

/** The events by the days on which they are shown, soonest first: those of the next 90 days, and later ones. */
export function scheduleDays(
  events: readonly ScheduledEvent[],
  now: Instant,
  zone: string,
): { soon: ScheduleDay[]; later: ScheduleDay[] } {
  const byDate = new Map<string, ScheduledEvent[]>()
  for (const event of events) {
    const date = wallClock(shownAt(event), zone).slice(0, 10)
    byDate.set(date, [...(byDate.get(date) ?? []), event])
  }
  const days = [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, ofDay]) => {
      const at = ofDay[0] && shownAt(ofDay[0])
      return at === undefined ? [] : [{ date, at, daysAway: datesApart(now, at, zone), events: ofDay }]
    })
  const isSoon = ({ at }: ScheduleDay) => at < now + BigInt(SOON_DAYS) * DAY
  return { soon: days.filter(isSoon), later: days.filter((day) => !isSoon(day)) }
}

/**
 * What the timeline says first: the next thing that concerns tokens, money or prices, and of one instant what is lost; a reset only
 * where nothing else is to come.
 */
export function nextOf(events: readonly ScheduledEvent[]): ScheduledEvent | null {
  const next = events.find(({ kind }) => kind !== 'quota-reset') ?? events[0]
  return events.find(({ at, kind }) => at === next?.at && kind === 'expiry') ?? next ?? null
}
