import { Icon, type IconName } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import { isDeadline, type ScheduledEvent, type ScheduleKind } from '@/lib/domain/forecast/schedule-model'
import { eventDetail, eventTitle, type Speech } from '@/lib/domain/forecast/schedule-words'

const ICONS = {
  'quota-reset': 'gauge',
  rollover: 'turn',
  expiry: 'down',
  'plan-end': 'dash',
  grant: 'up',
  renewal: 'up',
  'plan-start': 'up',
  'top-up': 'up',
  'money-charge': 'coin',
  'price-change': 'info',
} as const satisfies Record<ScheduleKind, IconName>

interface EventRowProps {
  event: ScheduledEvent
  speech: Speech
  /** It stands under its day, so only its time is said. */
  isUnderDay?: boolean
}

/** One scheduled event: what, when, how much. */
export function EventRow({ event, speech, isUnderDay = false }: EventRowProps) {
  const styles = isUnderDay ? (['deadlineMinute', 'minute'] as const) : (['deadline', 'instant'] as const)
  // Of what is only expected nobody knows the hour.
  const style = event.isExpected ? 'shortDay' : styles[isDeadline(event) ? 0 : 1]
  const detail = eventDetail(event, speech)
  return (
    <li className="flex gap-3 py-2 text-small last:pb-0">
      <Icon name={ICONS[event.kind]} className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">{eventTitle(event, speech)}</p>
        <p className="text-ink-2">
          {!(event.isExpected && isUnderDay) && (
            <>
              <When at={event.at} zone={speech.zone} now={speech.now} style={style} />
              {detail !== null && ', '}
            </>
          )}
          {detail}
        </p>
      </div>
      <EventAmount event={event} currency={speech.currency} />
    </li>
  )
}

/** What it brings or takes, and what it costs. A limit's own figure stands in its title. */
function EventAmount({ event: { kind, amount, costCents }, currency }: { event: ScheduledEvent; currency: string }) {
  const tokens = kind === 'quota-reset' ? null : amount
  if (tokens === null && costCents === null) return null
  return (
    <div className="grid content-start justify-items-end gap-x-2 font-bold whitespace-nowrap">
      {tokens !== null && <TokensMoved kind={kind} amount={tokens} />}
      {costCents !== null && <Money cents={costCents} currency={currency} />}
    </div>
  )
}

function TokensMoved({ kind, amount }: { kind: ScheduleKind; amount: bigint }) {
  if (kind === 'rollover') return <TokenAmount amount={amount} sense="left" />
  if (kind === 'expiry') return <TokenAmount amount={amount} sense="expires" sign="−" />
  return <TokenAmount amount={amount} sense="added" sign="+" />
}
