import { type Instant, instantToMillis, MINUTE } from '../instants'
import { dateFormat } from './formatters'
import { languageOf } from './locales'

const NO_BREAK = '\u00A0'

export type DayStyle = 'full' | 'exact' | 'long' | 'month' | 'short' | 'weekday' | 'number'

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: 'long', day: 'numeric', month: 'long' },
  exact: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { day: 'numeric', month: 'long' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric' },
  number: { day: 'numeric' },
}

/**
 * A day of the zone: "Thursday 17 December" (full), with its year (exact), "17 December 2026" (long), "17 December" (month),
 * "17 Dec" (short); without its month "Thursday 17" (weekday) and "17" (number).
 */
export function formatDay(at: Instant, zone: string, locale: string, style: DayStyle = 'short'): string {
  return formatDate(at, locale, { ...DAY_STYLES[style], timeZone: zone })
}

/** The hour and minute: "23:40", "11:40 PM". */
export function formatTime(at: Instant, zone: string, locale: string): string {
  return formatDate(at, locale, { ...minutes(locale), timeZone: zone })
}

/** With seconds, for "as of". */
export function formatTimeExact(at: Instant, zone: string, locale: string): string {
  return formatDate(at, locale, { ...minutes(locale), second: '2-digit', timeZone: zone })
}

/** Day and time: "24 Nov, 00:40"; with the year where it is not the year of `now`. */
export function formatInstant(at: Instant, zone: string, locale: string, now: Instant = at): string {
  const year = yearOf(at, zone) === yearOf(now, zone) ? {} : ({ year: 'numeric' } as const)
  return formatDate(at, locale, { ...DAY_STYLES.short, ...year, ...minutes(locale), timeZone: zone })
}

/** A day in a sentence: "30 November"; with the year where it is not the year of `now`. */
export function formatDayInWords(at: Instant, zone: string, locale: string, now: Instant): string {
  return formatDay(at, zone, locale, yearOf(at, zone) === yearOf(now, zone) ? 'month' : 'long')
}

/** A day that stands alone, as a heading: "Monday 30 November"; with the year where it is not the year of `now`. */
export function formatDayHeading(at: Instant, zone: string, locale: string, now: Instant): string {
  return formatDay(at, zone, locale, yearOf(at, zone) === yearOf(now, zone) ? 'full' : 'exact')
}

/** Everything, for titles and tables of record: "24 November 2026, 00:40:12". */
export function formatInstantExact(at: Instant, zone: string, locale: string): string {
  return `${formatDay(at, zone, locale, 'long')}, ${formatTimeExact(at, zone, locale)}`
}

/** The last minute before an end that is not part of it, zone named: never midnight, always "30 Nov, 23:59 (Paris)". */
export function formatDeadline(end: Instant, zone: string, locale: string, now: Instant = end): string {
  return `${formatInstant(lastMinute(end), zone, locale, now)}${NO_BREAK}(${zoneCity(zone)})`
}

/** The day on which an end falls, when the end itself is not part of it. */
export function formatDeadlineDay(end: Instant, zone: string, locale: string, style: DayStyle = 'short'): string {
  return formatDay(lastMinute(end), zone, locale, style)
}

/** The number of an ISO date within its month, for an axis. */
export function dayOfMonth(date: string): string {
  return `${Number(date.slice(8))}`
}

/** The city of a zone: "Europe/Paris" is Paris. "UTC+1" would be wrong half of the year. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

function yearOf(at: Instant, zone: string): string {
  return dateFormat('en', { year: 'numeric', timeZone: zone }).format(instantToMillis(at))
}

/** The beginning of the last minute before an end that is not part of it. */
export function lastMinute(end: Instant): Instant {
  return ((end - 1n) / MINUTE) * MINUTE
}

/** Two digits for the hours of a 24-hour clock, one where noon is 12 PM. */
function minutes(locale: string): Intl.DateTimeFormatOptions {
  return { hour: locale === 'en-US' ? 'numeric' : '2-digit', minute: '2-digit' }
}

/** Keeps day and month together; French writes the first of a month "1er", which Intl does not. */
function formatDate(at: Instant, locale: string, options: Intl.DateTimeFormatOptions): string {
  const parts = dateFormat(locale, options).formatToParts(instantToMillis(at))
  const isFirst = (part: Intl.DateTimeFormatPart) =>
    part.type === 'day' && part.value === '1' && languageOf(locale) === 'fr'
  return parts
    .map((part, i) => {
      const around = [parts[i - 1]?.type, parts[i + 1]?.type]
      if (part.type === 'literal' && part.value === ' ' && around.includes('day') && around.includes('month'))
        return NO_BREAK
      return isFirst(part) ? '1er' : part.value
    })
    .join('')
}
