import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { nextOf, SOON_DAYS, scheduleDays } from '@/lib/domain/forecast/schedule-days'
import { ofKinds, type ScheduleFilter } from '@/lib/domain/forecast/schedule-filter'
import type { ScheduleView } from '@/lib/domain/forecast/schedule-model'
import { eventAnswer, eventRemark } from '@/lib/domain/forecast/schedule-words'
import type { FormAction } from '@/lib/domain/form-state'
import { zoneCity } from '@/lib/domain/format/format-time'
import { DayList } from './day-list'
import { type FeedRow, FeedsCard } from './feeds-card'
import { KindFilter } from './kind-filter'
import { useSpeech } from './use-speech'

interface CalendarPageProps {
  view: ScheduleView
  feeds: readonly FeedRow[]
  filter: ScheduleFilter
  makeFeed: FormAction<string>
  revokeFeed: (form: FormData) => Promise<void>
}

/** "What happens to my tokens, and when?": the next thing first, then all of it by days, then the way into one's own calendar. */
export function CalendarPage({ view, feeds, filter, makeFeed, revokeFeed }: CalendarPageProps) {
  const t = useTranslations('calendar')
  const speech = useSpeech({ zone: view.timeZone, currency: view.currency, now: view.asOf })
  const next = nextOf(view.events)
  const { soon, later } = scheduleDays(ofKinds(view.events, filter.kinds), view.asOf, view.timeZone)
  const nothing = t(filter.kinds.length === 0 ? 'nothingSoon' : 'nothingOfKind', { days: SOON_DAYS })
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <p className="text-small text-ink-3">{t('question')}</p>
        <h1 tabIndex={-1} className="max-w-[40ch] text-heading font-bold md:text-answer">
          {next === null ? t('none') : eventAnswer(next, speech)}
        </h1>
        <p className="max-w-measure text-ink-2">
          {next === null
            ? t('noneMore')
            : `${eventRemark(next, speech)} ${t('zone', { city: zoneCity(view.timeZone) })}`.trim()}
        </p>
      </div>
      {filter.ignored > 0 && <Notice tone="neutral">{t('ignored', { count: filter.ignored })}</Notice>}
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_23rem] md:gap-6">
        {next !== null && (
          <div className="grid content-start gap-5">
            <KindFilter accountId={view.accountId} events={view.events} chosen={filter.kinds} />
            <Card title={t('soon', { days: SOON_DAYS })}>
              {soon.length === 0 ? <p className="text-ink-2">{nothing}</p> : <DayList days={soon} speech={speech} />}
            </Card>
            {later.length > 0 && (
              <Card title={t('later')}>
                <DayList days={later} speech={speech} />
              </Card>
            )}
            <p className="max-w-measure text-small text-ink-3">{t('rules', { days: SOON_DAYS })}</p>
          </div>
        )}
        <FeedsCard
          {...{ accountId: view.accountId, zone: view.timeZone, now: view.asOf, feeds, makeFeed, revokeFeed }}
        />
      </div>
    </div>
  )
}
