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
