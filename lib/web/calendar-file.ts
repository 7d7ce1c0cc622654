import 'server-only'
import { getTranslations } from 'next-intl/server'
import { config } from '@/lib/config'
import { shownAt } from '@/lib/domain/forecast/schedule-days'
import type { ScheduleKind, ScheduleView } from '@/lib/domain/forecast/schedule-model'
import { eventLine, eventRemark, type Speech } from '@/lib/domain/forecast/schedule-words'
import type { FormatLocale } from '@/lib/domain/format/locales'
import { writeCalendar } from './ical'

/** What takes something away, or costs something, reminds before it does. */
const WITH_ALARM: readonly ScheduleKind[] = ['expiry', 'plan-end', 'renewal', 'plan-start']

/** The timeline as a calendar file in the language of the locale. Money is told only where `withMoney`: also limits in money are not. */
export async function calendarFile(
  view: ScheduleView,
  { locale, withMoney }: { locale: FormatLocale; withMoney: boolean },
): Promise<string> {
  const t = await getTranslations({ locale })
  const { timeZone: zone, currency, asOf, accountId } = view
  const speech: Speech = { locale, zone, currency, now: asOf, say: (message, values) => t(message, values) }
  const address = `${config().NEXTAUTH_URL}/a/${accountId}/calendar`
  const more = t('calendar.fileEvent', { address })
  const events = view.events.filter(({ limit }) => withMoney || limit?.measure !== 'money')
  return writeCalendar({
    name: t('calendar.fileName', { account: view.accountName }),
    asOf,
    entries: events.map((event) => ({
      uid: `${event.id}@${accountId}`,
      at: shownAt(event),
      summary: eventLine(event, speech, withMoney),
      description: `${eventRemark(event, speech)}\n${more}`.trim(),
      isTentative: event.isExpected,
      hasAlarm: WITH_ALARM.includes(event.kind),
    })),
  })
}

/** HTTP fields of a calendar: nobody keeps a copy, nobody lists it. */
export const CALENDAR_FIELDS = {
  'content-type': 'text/calendar; charset=utf-8',
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
} as const
