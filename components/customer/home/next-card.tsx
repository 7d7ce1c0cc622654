import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView, NextEvent } from '@/lib/domain/forecast/views'
import type { Instant } from '@/lib/domain/instants'

const EVENTS_SHOWN = 5

/** What happens by itself, soonest first. */
export function NextCard({ view: { nextEvents, account, asOf } }: { view: HomeView }) {
  const t = useTranslations('next')
  return (
    <Card title={t('title')}>
      {nextEvents.length === 0 ? (
        <p className="text-small text-ink-2">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-hairline border-t border-hairline">
          {nextEvents.slice(0, EVENTS_SHOWN).map((event) => (
            <EventRow key={event.grantId} event={event} zone={account.timeZone} now={asOf} />
          ))}
        </ul>
      )}
    </Card>
  )
}

interface EventRowProps {
  event: NextEvent
  zone: string
  now: Instant
}

function EventRow({ event: { at, kind, grantName, amount }, zone, now }: EventRowProps) {
  const t = useTranslations('next')
  const expires = kind === 'expires'
  return (
    <li className="flex gap-3 py-2 text-small last:pb-0">
      <Icon name={expires ? 'down' : 'up'} className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">{t(expires ? 'expires' : 'takesEffect', { name: grantName })}</p>
        <p className="text-ink-2">
          <When at={at} zone={zone} now={now} style={expires ? 'deadline' : 'instant'} />
          {expires && `, ${t('unless')}`}
        </p>
      </div>
      <TokenAmount
        amount={amount}
        sense={expires ? 'expires' : 'added'}
        sign={expires ? '−' : '+'}
        className="font-bold whitespace-nowrap"
      />
    </li>
  )
}
