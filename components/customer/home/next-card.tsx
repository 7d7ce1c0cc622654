import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Icon, type IconName } from '@/components/ui/icon'
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
            <EventRow key={`${event.kind} ${event.id}`} event={event} zone={account.timeZone} now={asOf} />
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

const ICONS = {
  expires: 'down',
  'rolls-over': 'turn',
  'takes-effect': 'up',
  renews: 'up',
  begins: 'up',
  ends: 'dash',
} as const satisfies Record<NextEvent['kind'], IconName>

const WORDS = {
  expires: 'expires',
  'rolls-over': 'rollsOver',
  'takes-effect': 'takesEffect',
  renews: 'renews',
  begins: 'begins',
  ends: 'ends',
} as const satisfies Record<NextEvent['kind'], string>

function EventRow({ event: { at, kind, name, amount }, zone, now }: EventRowProps) {
  const t = useTranslations('next')
  const isOfUnused = kind === 'expires' || kind === 'rolls-over'
  return (
    <li className="flex gap-3 py-2 text-small last:pb-0">
      <Icon name={ICONS[kind]} className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">{t(WORDS[kind], { name })}</p>
        <p className="text-ink-2">
          <When at={at} zone={zone} now={now} style={isOfUnused ? 'deadline' : 'instant'} />
          {isOfUnused && `, ${t('unless')}`}
        </p>
      </div>
      {kind !== 'ends' && <EventAmount kind={kind} amount={amount} />}
    </li>
  )
}

function EventAmount({ kind, amount }: Pick<NextEvent, 'kind' | 'amount'>) {
  const className = 'font-bold whitespace-nowrap'
  if (kind === 'rolls-over') return <TokenAmount amount={amount} sense="left" className={className} />
  if (kind === 'expires') return <TokenAmount amount={amount} sense="expires" sign="−" className={className} />
  return <TokenAmount amount={amount} sense="added" sign="+" className={className} />
}
