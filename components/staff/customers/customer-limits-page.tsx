import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LimitList } from '@/components/limits/limit-list'
import { LimitsAnswer } from '@/components/limits/limits-answer'
import { Card } from '@/components/ui/card'
import { ReadOnlyNote } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'
import { DeedCard } from './deed-card'
import { LimitDeeds } from './limit-deeds'
import { QuotaCard } from './quota-card'

interface CustomerLimitsPageProps {
  view: LimitsView
  mayChange: boolean
  asked: { deed: 'reset' | 'lift' | 'remove' | 'change'; limit: LimitView } | null
  tomorrow: string
  actions: Readonly<Record<'reset' | 'lift' | 'remove' | 'change', FormAction<string>>>
}

/** The limits of a customer, and what staff may do with them. */
export function CustomerLimitsPage({ view, mayChange, asked, tomorrow, actions }: CustomerLimitsPageProps) {
  const t = useTranslations('staffLimits')
  const here = `/admin/customers/${view.accountId}/limits` as Route
  const sellers = view.limits.filter(({ quota }) => quota.origin !== 'customer')
  const customers = view.limits.filter(({ quota }) => quota.origin === 'customer')
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <p className="flex flex-wrap gap-4 text-small">
          <Link href="/admin/customers">{t('back')}</Link>
          <Link href={`/admin/customers/${view.accountId}/orders` as Route}>{t('orders')}</Link>
        </p>
        <h1 className="text-heading font-bold wrap-anywhere">{t('title', { name: view.accountName })}</h1>
      </div>
      {asked && asked.deed !== 'change' && (
        <DeedCard {...{ view, here, tomorrow }} deed={asked.deed} limit={asked.limit} action={actions[asked.deed]} />
      )}
      <LimitsAnswer view={view} />
      {!mayChange && <ReadOnlyNote>{t('readOnly')}</ReadOnlyNote>}
      <Card title={t('sellers')}>
        <LimitList
          view={view}
          limits={sellers}
          none={t('sellersNone')}
          actions={(limit) => mayChange && <LimitDeeds view={view} limit={limit} here={here} />}
        />
      </Card>
      <Card title={t('customers')}>
        <p className="mb-4 max-w-measure text-ink-2">{t('customersLead')}</p>
        <LimitList view={view} limits={customers} none={t('customersNone')} />
      </Card>
      {mayChange && (
        <QuotaCard view={view} changed={asked?.deed === 'change' ? asked.limit : null} action={actions.change} />
      )}
    </div>
  )
}
