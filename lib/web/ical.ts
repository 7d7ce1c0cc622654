import ical, { escape as escapeText, ICalAlarmType, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { type Instant, instantToMillis } from '@/lib/domain/instants'

const PRODUCT = '//Comptoir//Comptoir//EN'
/** Seconds. */
const REFRESH_EVERY = 6 * 3600
const ALARM_BEFORE = 3 * 24 * 3600

/** One date of a calendar. */
export interface CalendarEntry {
  /** The same for as long as the event is: a program that knows it moves it rather than adding another one. */
  readonly uid: string
  readonly at: Instant
  readonly summary: string
  readonly description: string
  /** It is expected, not decided. */
  readonly isTentative: boolean
  /** Reminds 3 days before. */
  readonly hasAlarm: boolean
}

export interface CalendarContents {
  readonly name: string
  /** When it was read: nothing in it is older. */
  readonly asOf: Instant
  readonly entries: readonly CalendarEntry[]
}

/**
 * The calendar in iCalendar (RFC 5545). Instants are in UTC, which every program shows in its own zone, so no zone has to be
 * described. Events last no time and block none. Of two files the later one wins: its SEQUENCE, minutes since 1970, is higher.
 */
export function writeCalendar({ name, asOf, entries }: CalendarContents): string {
  const stamp = new Date(instantToMillis(asOf))
  const calendar = ical({
    prodId: PRODUCT,
    // The library escapes the texts of events, and writes the calendar's name as it is.
    name: escapeText(printable(name), false),
    scale: 'GREGORIAN',
    ttl: REFRESH_EVERY,
  })
  for (const { uid, at, isTentative, hasAlarm, ...texts } of entries) {
    const [summary, description] = [printable(texts.summary), printable(texts.description)]
    const alarm = { type: ICalAlarmType.display, trigger: ALARM_BEFORE, description: summary } as const
    calendar.createEvent({
      id: uid,
      sequence: Math.floor(instantToMillis(asOf) / 60_000),
      start: new Date(instantToMillis(at)),
      stamp,
      lastModified: stamp,
      summary,
      description,
      status: isTentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: hasAlarm ? [alarm] : [],
    })
  }
  return calendar.toString()
}

/** Without control characters, which iCalendar text may not hold; line ends stay, and are escaped. */
function printable(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ')
}
