import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { Tag } from '@/components/ui/tag'
import { When } from '@/components/ui/when'
import { formatPercent } from '@/lib/domain/format/format-percent'
import { zoneCity } from '@/lib/domain/format/format-time'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'
import { LimitGauge } from './limit-gauge'
import { useLimitWords } from './use-limit-words'

interface LimitItemProps {
  view: LimitsView
  limit: LimitView
  /** What may be done with it. */
  actions?: ReactNode
}

/** A limit with all that it says about itself: how full, until when, what then, and why. */
export function LimitItem({ view, limit, actions }: LimitItemProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(view)
  const locale = useLocale()
  const { quota, percent, used, remaining, hits } = limit
  const title = words.title(quota)
  const share = t('share', {
    used: words.amount(quota.measure, used, 'used'),
    left: words.amount(quota.measure, remaining),
    percent: formatPercent(percent, locale),
  })
  return (
    <li className="grid gap-3 border-b border-hairline py-4 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <h3 className="font-bold wrap-anywhere">{title}</h3>
          {quota.origin !== 'customer' && (
            <p className="text-small text-ink-3">
              {t.rich('named', { code: () => <code className="font-mono">{quota.name}</code> })}
            </p>
          )}
        </div>
        <StateTag limit={limit} view={view} />
      </div>
      <div className="grid gap-1">
        <LimitGauge percent={percent} state={limit.state} label={title} words={share} />
        <p className="text-small text-ink-2">{share}</p>
      </div>
      <dl className="grid grid-cols-[minmax(5.5rem,auto)_1fr] gap-x-4 gap-y-1 text-small">
        <Fact label={t('facts.clears')}>
          <Clears limit={limit} view={view} />
        </Fact>
        <Fact label={t('facts.atCap')}>{words.atCap(quota)}</Fact>
        {quota.origin !== 'customer' && <Fact label={t('facts.why')}>{words.reason(quota)}</Fact>}
        {quota.policy !== 'tell' && <Fact label={t('facts.hits')}>{t('hits', { count: hits })}</Fact>}
      </dl>
      {actions}
    </li>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 max-w-measure wrap-anywhere">{children}</dd>
    </>
  )
}

function StateTag({ limit: { state, liftedUntil }, view }: LimitItemProps) {
  const t = useTranslations('limits')
  if (state === 'open') return null
  if (state === 'lifted' && liftedUntil !== null) {
    return (
      <Tag tone="info">
        {t.rich('states.lifted', { time: () => <When at={liftedUntil} zone={view.timeZone} now={view.at} /> })}
      </Tag>
    )
  }
  const isFull = state === 'full'
  return (
    <Tag tone={isFull ? 'danger' : 'warn'}>
      <span className="flex items-center gap-1">
        <Icon name={isFull ? 'pause' : 'triangle'} className="size-4" />
        {t(`states.${state}`)}
      </span>
    </Tag>
  )
}

/** When there is room again, in the account's zone: the zone is named, because the limit keeps to it. */
function Clears({ limit: { quota, state, resetsAt, opensAt }, view: { timeZone, at } }: LimitItemProps) {
  const t = useTranslations('limits')
  const moment = state === 'full' ? (opensAt ?? resetsAt) : resetsAt
  if (moment === null) return t('clears.nothing')
  const kind = state === 'full' ? 'opens' : quota.kind
  return t.rich(`clears.${kind}`, {
    time: () => <When at={moment} zone={timeZone} now={at} />,
    city: zoneCity(timeZone),
  })
}
