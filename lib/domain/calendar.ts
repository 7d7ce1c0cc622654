import { Temporal } from 'temporal-polyfill'
import type { Instant } from './instants'

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

/** The same wall-clock time a number of days later (or earlier), DST and all. */
export function addDays(at: Instant, zone: string, days: number): Instant {
  return micros(inZone(at, zone).add({ days }))
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
