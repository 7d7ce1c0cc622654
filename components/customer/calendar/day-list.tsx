import { useTranslations } from 'next-intl'
import type { ScheduleDay } from '@/lib/domain/forecast/schedule-days'
import type { Speech } from '@/lib/domain/forecast/schedule-words'
import { formatDayHeading } from '@/lib/domain/format/format-time'
import { EventRow } from './event-row'

/** Events under the days on which they happen. */
export function DayList({ days, speech }: { days: readonly ScheduleDay[]; speech: Speech }) {
  const t = useTranslations('calendar')
  const { zone, locale, now } = speech
  const away = ({ daysAway }: ScheduleDay) =>
    daysAway === 0 ? t('today') : daysAway === 1 ? t('tomorrow') : t('inDays', { days: daysAway })
  return (
    <ol className="grid gap-5">
      {days.map((day) => (
        <li key={day.date}>
          <h3 className="flex flex-wrap items-baseline justify-between gap-x-4 font-bold">
            <time dateTime={day.date} className="first-letter:uppercase">
              {formatDayHeading(day.at, zone, locale, now)}
            </time>
            <span className="text-small font-normal text-ink-3">{away(day)}</span>
          </h3>
          <ul className="mt-1 divide-y divide-hairline border-t border-hairline">
            {day.events.map((event) => (
              <EventRow key={event.id} event={event} speech={speech} isUnderDay />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
