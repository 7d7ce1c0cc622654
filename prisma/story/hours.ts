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

/** The same day and time a number of days and then of months earlier, by the clock of the zone. */
export function before(end: Instant, timeZone: string, { days, months }: { days: number; months: number }): Instant {
  return zoned(end, timeZone).subtract({ days }).subtract({ months }).epochNanoseconds / 1000n
}

/** Midnight of the first day of the month in which the instant lies. */
export function startOfMonth(at: Instant, timeZone: string): Instant {
  return zoned(at, timeZone).with({ day: 1 }).startOfDay().epochNanoseconds / 1000n
}

function zoned(at: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(at * 1000n).toZonedDateTimeISO(timeZone)
}
