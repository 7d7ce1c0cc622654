import { useTranslations } from 'next-intl'
import { useLimitWords } from '@/components/limits/use-limit-words'
import { Tag } from '@/components/ui/tag'
import { useRolloverWords } from '@/components/ui/use-rollover-words'
import type { PlanOption, PlansView } from '@/lib/domain/purchases/plan-views'
import { effectiveQuotas } from '@/lib/domain/quotas/effective-quotas'
import { rolloverOf } from '@/lib/domain/subscriptions/plan-change'
import { usePlanWords } from './use-plan-words'

interface PlanNameProps {
  option: PlanOption
  view: Pick<PlansView, 'currency' | 'days'>
}

/** The plan with what is to be known of it at once: whether it runs, whether it was the cheapest, its limits, what becomes of unused tokens. */
export function PlanName({ option: { plan, isCurrent, isCheapest }, view: { currency, days } }: PlanNameProps) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const limits = useLimitWords({ currency, limits: [] })
  const rolls = useRolloverWords()
  return (
    <>
      {words.name(plan)}
      <span className="flex flex-wrap gap-1">
        {isCurrent && <Tag tone="info">{plan ? t('current') : t('currentNone')}</Tag>}
        {isCheapest && <Tag tone="ok">{t('cheapestTag', { days })}</Tag>}
      </span>
      {plan === null ? (
        <span className="block text-small font-normal text-ink-2">{t('packsAsNeeded')}</span>
      ) : (
        <ul className="text-small font-normal text-ink-2">
          {effectiveQuotas(plan.quotas, []).map((quota) => (
            <li key={quota.key}>{limits.title(quota)}</li>
          ))}
          <li>{t('unused', { rule: rolls(rolloverOf(plan)) })}</li>
        </ul>
      )}
    </>
  )
}
