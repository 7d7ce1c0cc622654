import { datesBetween, stretchOf } from '../calendar'
import { DAY, HOUR, type Instant, MINUTE } from '../instants'
import { type DayStyle, formatDay, formatTime, lastMinute } from './format-time'

/** How exactly a time that is foreseen is said; the farther it is, the less. "beyond" has no date at all. */
export type Precision = 'minutes' | 'hour' | 'weekday' | 'date' | 'beyond'

/** A time as words are made of it. */
export interface Moment {
  readonly precision: Precision
  /** Of "minutes": how many from now, in fives from ten on; at least one. Else 0. */
  readonly minutes: number
  /** "Thursday 17 December", "17 December" of "date"; empty of "beyond". */
  readonly day: string
  /** "14:00" of "minutes" and "hour"; else empty. */
  readonly time: string
}

/** Whose clock and whose words. */
export interface Viewpoint {
  readonly now: Instant
  readonly zone: string
  readonly locale: string
}

/**
 * What a time is: "foreseen" is rounded, "exact" is known, and a "deadline" is known and not part of it: what ends at 00:00 is said to
 * end the day before, at 23:59.
 */
export type TimeKind = 'foreseen' | 'exact' | 'deadline'

/** Below two hours minutes, below two days the hour, below three weeks the weekday, up to 90 days the date. */
export function precisionOf(at: Instant, now: Instant): Precision {
  const away = at - now
  if (away < 2n * HOUR) return 'minutes'
  if (away < 48n * HOUR) return 'hour'
  if (away < 21n * DAY) return 'weekday'
  return away <= 90n * DAY ? 'date' : 'beyond'
}

/**
 * A time, as precisely as its distance allows: never an hour that nobody can know. Hours and fives of minutes that are foreseen are
 * rounded down.
 */
export function formatMoment(at: Instant, view: Viewpoint, kind: TimeKind = 'foreseen'): Moment {
  return momentOf(kind === 'deadline' ? lastMinute(at) : at, precisionOf(at, view.now), view, kind)
}

function momentOf(at: Instant, precision: Precision, view: Viewpoint, kind: TimeKind): Moment {
  const { now, zone, locale } = view
  const none = { precision, minutes: 0, day: '', time: '' }
  switch (precision) {
    case 'minutes': {
      const isLong = at - now >= 10n * MINUTE
      const shown = isLong && kind === 'foreseen' ? at - (at % (5n * MINUTE)) : at
      const exact = Number((shown - now) / MINUTE)
      const minutes = Math.max(1, isLong ? Math.round(exact / 5) * 5 : exact)
      return { precision, minutes, day: formatDay(shown, zone, locale, 'full'), time: formatTime(shown, zone, locale) }
    }
    case 'hour': {
      const shown = kind === 'foreseen' ? stretchOf('hour', at, zone).startsAt : at
      return { ...none, day: formatDay(shown, zone, locale, 'full'), time: formatTime(shown, zone, locale) }
    }
    case 'weekday':
      return { ...none, day: formatDay(at, zone, locale, 'full') }
    case 'date':
      return { ...none, day: formatDay(at, zone, locale, 'month') }
    case 'beyond':
      return none
  }
}

/** Between which times something is foreseen. */
export type Between =
  /** Both fall on one day: no more is said of it. */
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'between'; readonly from: Moment; readonly to: Moment }
  /** The late end is more than 90 days away, or not seen. */
  | { readonly kind: 'from'; readonly from: Moment }
  /** Both are. */
  | { readonly kind: 'beyond' }

/** Both ends at the precision of the late one, which is the coarser; a month that they share is said once. */
export function formatBetween(early: Instant | null, late: Instant | null, view: Viewpoint): Between {
  const { now, zone, locale } = view
  if (early === null || precisionOf(early, now) === 'beyond') return { kind: 'beyond' }
  const precision = late === null ? 'beyond' : precisionOf(late, now)
  if (late === null || precision === 'beyond') return { kind: 'from', from: formatMoment(early, view) }
  const style: DayStyle = precision === 'date' ? 'month' : 'full'
  if (datesBetween(early, late, zone) === 0) return { kind: 'day', day: formatDay(late, zone, locale, style) }
  const both = precision === 'minutes' ? 'hour' : precision
  const from = momentOf(early, both, view, 'foreseen')
  const to = momentOf(late, both, view, 'foreseen')
  const short = both === 'hour' ? null : withoutMonth(early, late, style, view)
  return { kind: 'between', from: short === null ? from : { ...from, day: short }, to }
}

/** American dates begin with the month, so that it cannot be left to the second one. */
function withoutMonth(early: Instant, late: Instant, style: DayStyle, { zone, locale }: Viewpoint): string | null {
  const month = (at: Instant) => stretchOf('month', at, zone).startsAt
  if (locale === 'en-US' || month(early) !== month(late)) return null
  return formatDay(early, zone, locale, style === 'full' ? 'weekday' : 'number')
}
