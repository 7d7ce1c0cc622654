import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LimitGauge } from '@/components/limits/limit-gauge'
import { useLimitWords } from '@/components/limits/use-limit-words'
import { Card } from '@/components/ui/card'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import { zoneCity } from '@/lib/domain/format/format-time'
import type { LimitView } from '@/lib/domain/quotas/views'

const LIMITS_SHOWN = 3

/** The limits that are nearest to being reached. */
export function LimitsNowCard({ view, page }: { view: HomeView; page: Route }) {
  const t = useTranslations('limitsNow')
  const tightest = [...view.limits].sort((a, b) => (a.percent === b.percent ? 0 : a.percent > b.percent ? -1 : 1))
  const rest = tightest.length - LIMITS_SHOWN
  return (
    <Card title={t('title')}>
      {tightest.length === 0 ? (
        <p className="text-small text-ink-2">{t('none')}</p>
      ) : (
        <ul className="grid gap-4">
          {tightest.slice(0, LIMITS_SHOWN).map((limit) => (
            <LimitRow key={limit.quota.key} limit={limit} view={view} />
          ))}
        </ul>
      )}
      <p className="mt-3 text-small">
        <Link href={page}>{rest > 0 ? t('more', { count: rest }) : t('all')}</Link>
      </p>
    </Card>
  )
}

function LimitRow({ limit, view }: { limit: LimitView; view: HomeView }) {
  const t = useTranslations('limitsNow')
  const words = useLimitWords({ currency: view.account.currency, limits: view.limits })
  const { quota, remaining, percent, state } = limit
  const title = words.title(quota)
  const share = t('left', { left: words.amount(quota.measure, remaining), cap: words.amount(quota.measure, quota.cap) })
  return (
    <li className="grid gap-1 text-small">
      <p className="text-ink-2 wrap-anywhere">{title}</p>
      <LimitGauge percent={percent} state={state} label={title} words={share} />
      <p className="font-medium">{share}</p>
      <Clears limit={limit} view={view} />
    </li>
  )
}

/** When there is room again, or all of it. */
function Clears({ limit, view: { account, asOf } }: { limit: LimitView; view: HomeView }) {
  const t = useTranslations('limitsNow')
  const { state, opensAt, resetsAt, quota, liftedUntil } = limit
  const isFull = state === 'full'
  const moment = state === 'lifted' ? liftedUntil : isFull ? (opensAt ?? resetsAt) : resetsAt
  if (moment === null) return null
  const key = state === 'lifted' ? 'lifted' : isFull ? (quota.policy === 'slow' ? 'slowed' : 'stopped') : quota.kind
  return (
    <p className={isFull ? 'font-medium text-danger' : 'text-ink-2'}>
      {t.rich(`clears.${key}`, {
        time: () => <When at={moment} zone={account.timeZone} now={asOf} />,
        city: zoneCity(account.timeZone),
      })}
    </p>
  )
}
