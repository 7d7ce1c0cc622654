import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { useLimitWords } from '@/components/limits/use-limit-words'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'
import { zoneCity } from '@/lib/domain/format/format-time'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'

interface DeedCardProps {
  view: LimitsView
  limit: LimitView
  deed: 'reset' | 'lift' | 'remove'
  here: Route
  /** What the end of a lift begins with. */
  tomorrow: string
  action: FormAction<string>
}

/** Says what will happen to a limit and asks why, before it does. */
export function DeedCard({ view, limit, deed, here, tomorrow, action }: DeedCardProps) {
  const t = useTranslations('staffLimits')
  const words = useLimitWords(view)
  const hint = t('untilHint', { city: zoneCity(view.timeZone) })
  const until: FieldSpec = {
    ...{ kind: 'text', name: 'until', type: 'datetime-local', value: tomorrow, autoComplete: 'off', required: true },
    ...{ label: t('until'), hint },
  }
  const reason: FieldSpec = {
    ...{ kind: 'text', name: 'reason', autoComplete: 'off', required: true },
    ...{ label: t('reason'), hint: t('reasonHint') },
  }
  return (
    <Card title={t(`${deed}Title`, { title: words.title(limit.quota) })}>
      <div className="grid max-w-form gap-4">
        <p>{t(`${deed}Body`, { used: words.amount(limit.quota.measure, limit.used, 'used') })}</p>
        <ActionForm
          action={action}
          hidden={{ accountId: view.accountId, limitKey: limit.quota.key, timeZone: view.timeZone }}
          submit={t(`${deed}Submit`)}
          submitVariant={deed === 'remove' ? 'danger' : 'primary'}
          fields={deed === 'lift' ? [until, reason] : [reason]}
        />
        <p>
          <Link href={here}>{t('cancel')}</Link>
        </p>
      </div>
    </Card>
  )
}
