import { useLocale } from 'next-intl'
import {
  formatDay,
  formatDeadline,
  formatDeadlineDay,
  formatInstant,
  formatInstantExact,
  formatTime,
  formatTimeExact,
  lastMinute,
  zoneCity,
} from '@/lib/domain/format/format-time'
import { type Instant, instantToIso } from '@/lib/domain/instants'

interface WhenProps {
  at: Instant
  /** The account's time zone: its rules live there. */
  zone: string
  /** The snapshot's instant: years other than its own are named. */
  now?: Instant
  /**
   * "instant" 24 Nov, 00:40; "day" 24 November 2026; "shortDay" 24 Nov; "time" 00:40:12;
   * "minute" 00:40; "deadline" the last minute before an end, zone named; "deadlineDay" that minute's day, "deadlineMinute" its time.
   */
  style?: 'instant' | 'day' | 'shortDay' | 'time' | 'minute' | 'deadline' | 'deadlineDay' | 'deadlineMinute'
}

/** An instant in the account's zone, with all of it on hover. */
export function When({ at, zone, now = at, style = 'instant' }: WhenProps) {
  const locale = useLocale()
  const words = {
    instant: () => formatInstant(at, zone, locale, now),
    day: () => formatDay(at, zone, locale, 'long'),
    shortDay: () => formatDay(at, zone, locale),
    time: () => formatTimeExact(at, zone, locale),
    minute: () => formatTime(at, zone, locale),
    deadline: () => formatDeadline(at, zone, locale, now),
    deadlineDay: () => formatDeadlineDay(at, zone, locale),
    deadlineMinute: () => formatTime(lastMinute(at), zone, locale),
  }
  const exact = style.startsWith('deadline')
    ? formatDeadline(at, zone, locale)
    : `${formatInstantExact(at, zone, locale)} (${zoneCity(zone)})`
  return (
    <time dateTime={instantToIso(at)} title={exact}>
      {words[style]()}
    </time>
  )
}
