import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { EventRow } from '@/components/customer/calendar/event-row'
import { useSpeech } from '@/components/customer/calendar/use-speech'
import { Card } from '@/components/ui/card'
import type { HomeView } from '@/lib/domain/forecast/views'

const EVENTS_SHOWN = 5

/** What happens by itself, soonest first. Limits that start again are told in their own card. */
export function NextCard({ view: { nextEvents, account, asOf } }: { view: HomeView }) {
  const t = useTranslations('next')
  const speech = useSpeech({ zone: account.timeZone, currency: account.currency, now: asOf })
  const events = nextEvents.filter(({ kind }) => kind !== 'quota-reset').slice(0, EVENTS_SHOWN)
  const calendar = `/a/${account.id}/calendar`
  return (
    <Card title={t('title')}>
      {events.length === 0 ? (
        <p className="text-small text-ink-2">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-hairline border-t border-hairline">
          {events.map((event) => (
            <EventRow key={event.id} event={event} speech={speech} />
          ))}
        </ul>
      )}
      <p className="mt-3 flex flex-wrap gap-x-5 text-small">
        <Link href={calendar as Route} className="link py-1">
          {t('allDates')}
        </Link>
        <a href={`${calendar}.ics`} download className="link py-1">
          {t('addToCalendar')}
        </a>
      </p>
    </Card>
  )
}
