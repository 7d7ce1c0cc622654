import { Temporal } from 'temporal-polyfill'
import { type Instant, parseInstant } from '@/lib/domain/instants'
import { ImportMistake } from './mistake'

const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/

/**
 * Reads a time: RFC 3339 (also with a space before the time), or local to `zone` when it names none. Null for what is no time.
 * Throws ImportMistake when the zone is not known: guessing one would move the usage to another hour.
 */
export function readTime(text: string, zone: string | null): Instant | null {
  const zoned = parseInstant(text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'))
  if (zoned !== null) return zoned
  const [, date, time] = WITHOUT_ZONE.exec(text) ?? []
  if (!date || !time) return null
  if (zone === null) {
    throw new ImportMistake(
      `The time "${text}" names no zone. Say which one it is in, such as --zone UTC or --zone Europe/Paris.`,
    )
  }
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochNanoseconds / 1000n
  } catch {
    return null
  }
}

export function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochNanoseconds(0n).toZonedDateTimeISO(name).timeZoneId.length > 0
  } catch {
    return false
  }
}
