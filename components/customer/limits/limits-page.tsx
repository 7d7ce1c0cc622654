import { useTranslations } from 'next-intl'
import { LimitList } from '@/components/limits/limit-list'
import { LimitsAnswer } from '@/components/limits/limits-answer'
import { Card } from '@/components/ui/card'
import { ReadOnlyNote } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'
import type { LimitsView } from '@/lib/domain/quotas/views'
import { OwnLimitsCard } from './own-limits-card'

interface LimitsPageProps {
  view: LimitsView
  mayChange: boolean
  /** Who may. */
  keepers: readonly string[]
  setBudget: FormAction<string>
  setCap: FormAction<string>
  removeBudget: (form: FormData) => Promise<void>
  removeCap: (form: FormData) => Promise<void>
}

/** "What can slow or stop me?" */
export function LimitsPage({ view, mayChange, keepers, setBudget, setCap, removeBudget, removeCap }: LimitsPageProps) {
  const t = useTranslations('limits')
  const readOnly = mayChange ? null : <ReadOnlyNote>{t('readOnly', { names: keepers.join(', ') })}</ReadOnlyNote>
  return (
    <div className="grid gap-5">
      <h1 className="text-heading font-bold">{t('question')}</h1>
      <LimitsAnswer view={view} />
      <Card title={t('sellersTitle')}>
        <LimitList
          view={view}
          limits={view.limits.filter(({ quota }) => quota.origin !== 'customer')}
          none={t('sellersNone')}
        />
      </Card>
      <div className="grid items-start gap-5 md:grid-cols-2">
        <OwnLimitsCard view={view} kind="budget" set={setBudget} remove={removeBudget} readOnly={readOnly} />
        <OwnLimitsCard view={view} kind="cap" set={setCap} remove={removeCap} readOnly={readOnly} />
      </div>
    </div>
  )
}
