import { Temporal } from 'temporal-polyfill'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'

/** An hour of the story as a customer lives it. */
export interface StoryHour {
  /** When the hour is over and its usage is reported. */
  readonly at: Instant
  /** Hours until the story ends; 0 is the last one. */
  readonly hoursLeft: number
  /** Local: 0 to 23, 1 (Monday) to 7, and a number that grows by one each day. */
  readonly hourOfDay: number
  readonly weekday: number
  readonly day: number
}

/** Reads instants off a zone's clock; the offset is looked up once a day, which is exact enough for habits. */
export function hoursOf(timeZone: string): (at: Instant, hoursLeft: number) => StoryHour {
  const offsets = new Map<bigint, Instant>()
  return (at, hoursLeft) => {
    const dayOfUtc = at / DAY
    const offset = offsets.get(dayOfUtc) ?? offsetOf(dayOfUtc * DAY, timeZone)
    offsets.set(dayOfUtc, offset)
    const hours = Number((at + offset - HOUR / 2n) / HOUR)
    const day = Math.floor(hours / 24)
    // 1 January 1970 was a Thursday.
    return { at, hoursLeft, hourOfDay: hours % 24, weekday: ((day + 3) % 7) + 1, day }
  }
}

function offsetOf(at: Instant, timeZone: string): Instant {
  return BigInt(zoned(at, timeZone).offsetNanoseconds / 1000)
}

/** The starts of the monthly periods up to `end`, the newest first, of which the newest began `days` days before it. */
export function monthlyStarts(end: Instant, timeZone: string, days: number, count: number): Instant[] {
  const newest = zoned(end, timeZone).subtract({ days })
  return Array.from({ length: count + 1 }, (_, months) => newest.add({ months: 1 - months }).epochNanoseconds / 1000n)
}

/** Midnight of the first day of the month in which the instant lies. */
export function startOfMonth(at: Instant, timeZone: string): Instant {
  return zoned(at, timeZone).with({ day: 1 }).startOfDay().epochNanoseconds / 1000n
}

/** The date in the zone, such as "2026-11-24". */
export function dateOf(at: Instant, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString()
}

function zoned(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(at * 1000n).toZonedDateTimeISO(timeZone)
}
