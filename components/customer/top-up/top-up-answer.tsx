import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Icon, type IconName } from '@/components/ui/icon'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatInstant, zoneCity } from '@/lib/domain/format/format-time'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'
import { useDeclineWords } from './use-decline-words'

const LOOKS = {
  off: { icon: 'dash', tone: 'text-ink-3' },
  on: { icon: 'check', tone: 'text-ok' },
  'in-flight': { icon: 'dots', tone: 'text-info' },
  cooling: { icon: 'clock', tone: 'text-warn' },
  learning: { icon: 'clock', tone: 'text-ink-3' },
  blocked: { icon: 'triangle', tone: 'text-warn' },
  paused: { icon: 'square', tone: 'text-danger' },
} as const satisfies Record<string, { icon: IconName; tone: string }>

type Standing = keyof typeof LOOKS

/** How auto top-up stands, in one sentence, and what that means. */
export function TopUpAnswer({ view }: { view: TopUpView }) {
  const t = useTranslations('topUp.standing')
  const standing = standingOf(view)
  const { icon, tone } = LOOKS[standing]
  const facts = useFacts(view)
  const { accountId, plan, pendingId } = view
  const by = plan?.kind === 'blocked' ? plan.by : 'ceiling'
  return (
    <div>
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">
        <Icon name={icon} className={classNames('mr-2 inline-block size-[0.95em] align-[-0.1em]', tone)} />
        {t(`${standing}.sentence`, facts)}
      </h1>
      <p className="mt-2 max-w-measure text-ink-2">
        {standing === 'blocked' ? t(`blocked.by.${by}`, facts) : t(`${standing}.more`, facts)}{' '}
        {pendingId !== null && <Link href={`/a/${accountId}/orders/${pendingId}` as Route}>{t('in-flight.link')}</Link>}
      </p>
    </div>
  )
}

function standingOf({ plan }: TopUpView): Standing {
  if (plan === null) return 'off'
  return plan.kind === 'above' || plan.kind === 'buy' ? 'on' : plan.kind
}

function useFacts({ topUp, plan, currency, timeZone, month, asOf }: TopUpView) {
  const locale = useLocale()
  const reasonOf = useDeclineWords()
  const money = (cents: bigint) => formatMoney(cents, currency, locale)
  const when = (at: bigint) => `${formatInstant(at, timeZone, locale, asOf)} (${zoneCity(timeZone)})`
  const needed = plan?.kind === 'blocked' ? (plan.neededCents ?? 0n) : 0n
  return {
    reason: reasonOf(topUp?.paused?.reason ?? null),
    until: when(topUp?.coolUntil ?? asOf),
    nextMonth: when(month.endsAt),
    needed: money(needed),
    left: money(month.leftCents),
    ceiling: money(topUp?.ceilingCents ?? 0n),
  }
}
