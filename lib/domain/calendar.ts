import { Temporal } from 'temporal-polyfill'
import { HOUR, type Instant } from './instants'

/** One day of a zone: 23, 24 or 25 hours between startsAt and endsAt. */
export interface Day {
  /** ISO date in the zone, such as "2026-11-24". */
  date: string
  startsAt: Instant
  endsAt: Instant
}

function inZone(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(at * 1000n).toZonedDateTimeISO(zone)
}

function micros(zoned: Temporal.ZonedDateTime): Instant {
  return zoned.epochNanoseconds / 1000n
}

/** The last `count` days of the zone, oldest first; the last one contains `at`. */
export function daysUntil(at: Instant, zone: string, count: number): Day[] {
  const today = inZone(at, zone).toPlainDate()
  return Array.from({ length: count }, (_, i) => {
    const date = today.subtract({ days: count - 1 - i })
    return {
      date: date.toString(),
      startsAt: micros(date.toZonedDateTime(zone)),
      endsAt: micros(date.add({ days: 1 }).toZonedDateTime(zone)),
    }
  })
}

/** How many times the zone's date changes between two instants: 0 on one day, 1 to the next, whatever the hours. */
export function datesBetween(from: Instant, to: Instant, zone: string): number {
  return inZone(from, zone).toPlainDate().until(inZone(to, zone).toPlainDate(), { largestUnit: 'days' }).days
}

/** The same wall-clock time a number of days later (or earlier), DST and all. */
export function addDays(at: Instant, zone: string, days: number): Instant {
  return micros(inZone(at, zone).add({ days }))
}

/** Days from one date of the zone to another, whatever the hours: tomorrow is 1. */
export function datesApart(from: Instant, to: Instant, zone: string): number {
  return inZone(from, zone).toPlainDate().until(inZone(to, zone).toPlainDate()).days
}

const WALL_CLOCK = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/

/** Whether the text is a date and a time that some clock may show, such as "2026-01-31T00:00:00". */
export function isWallClock(text: string): boolean {
  try {
    return WALL_CLOCK.test(text) && Temporal.PlainDateTime.from(text, { overflow: 'reject' }).year >= 1970
  } catch {
    return false
  }
}

/** The wall-clock time of the zone at that instant, such as "2026-01-31T00:00:00"; as fine as the instant. */
export function wallClock(at: Instant, zone: string): string {
  return inZone(at, zone).toPlainDateTime().toString()
}

/**
 * When a wall-clock time, a number of months later, comes in the zone. A month without that day has it on its last one; a time
 * that a change of clocks leaves out comes as much later as it leaves out, one that comes twice is the first of the two.
 */
export function instantOfWallClock(wall: string, zone: string, monthsLater: number): Instant {
  return micros(Temporal.PlainDateTime.from(wall).add({ months: monthsLater }).toZonedDateTime(zone))
}

/** Calendar months from a wall-clock time to the zone's month that holds `at`, whatever the days. */
export function monthsSince(wall: string, at: Instant, zone: string): number {
  const from = Temporal.PlainDateTime.from(wall)
  const to = inZone(at, zone)
  return (to.year - from.year) * 12 + to.month - from.month
}

/** A stretch of time by the zone's clock: the end is not part of it. */
export interface Stretch {
  startsAt: Instant
  endsAt: Instant
}

/**
 * The hour, day, ISO week or month of the zone's clock that contains `at`. Hours are elapsed hours: a day of 25 hours has 25 of
 * them. Where the clock is moved within an hour, that hour ends there and the next one begins.
 */
export function stretchOf(unit: 'hour' | 'day' | 'week' | 'month', at: Instant, zone: string): Stretch {
  if (unit === 'hour') return hourOf(at, zone)
  const today = inZone(at, zone).toPlainDate()
  const first = { day: today, week: today.subtract({ days: today.dayOfWeek - 1 }), month: today.with({ day: 1 }) }[unit]
  return {
    startsAt: micros(first.toZonedDateTime(zone)),
    endsAt: micros(first.add({ [`${unit}s`]: 1 }).toZonedDateTime(zone)),
  }
}

function hourOf(at: Instant, zone: string): Stretch {
  const zoned = inZone(at, zone)
  const offset = offsetOf(zoned)
  const local = at + offset
  const startsAt = at - (((local % HOUR) + HOUR) % HOUR)
  const endsAt = startsAt + HOUR
  const isMovedBefore = offsetOf(inZone(startsAt, zone)) !== offset
  const isMovedAfter = offsetOf(inZone(endsAt - 1n, zone)) !== offset
  const moved = (from: Temporal.ZonedDateTime, direction: 'next' | 'previous', otherwise: Instant) => {
    const transition = from.getTimeZoneTransition(direction)
    return transition ? micros(transition) : otherwise
  }
  return {
    // The transition itself belongs to the hour that it begins.
    startsAt: isMovedBefore ? moved(zoned.add({ nanoseconds: 1 }), 'previous', startsAt) : startsAt,
    endsAt: isMovedAfter ? moved(zoned, 'next', endsAt) : endsAt,
  }
}

function offsetOf(zoned: Temporal.ZonedDateTime): Instant {
  return BigInt(zoned.offsetNanoseconds) / 1000n
}

/** The instant of a wall-clock time as browsers send it, such as "2026-11-24T10:30"; null for what is none. */
export function parseWallTime(text: string, zone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) || !isTimeZone(zone)) return null
  try {
    return micros(Temporal.PlainDateTime.from(text).toZonedDateTime(zone))
  } catch {
    return null
  }
}

/** An instant as such a wall-clock time, to the minute. */
export function wallTime(at: Instant, zone: string): string {
  return inZone(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** Whether the name is an IANA time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    return (
      /^[A-Za-z]/.test(name) && Temporal.Instant.fromEpochNanoseconds(0n).toZonedDateTimeISO(name).timeZoneId.length > 0
    )
  } catch {
    return false
  }
}
