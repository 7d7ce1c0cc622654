import { useTranslations } from 'next-intl'
import { useLimitWords } from '@/components/limits/use-limit-words'
import type { PlanQuota } from '@/lib/domain/catalogue/plans'
import type { PlanReview } from '@/lib/domain/purchases/plan-views'
import { effectiveQuotas } from '@/lib/domain/quotas/effective-quotas'

/** Each limit of the plans, before and after. Those that were agreed with the account stay beside them. */
export function ReviewLimits({ review }: { review: PlanReview }) {
  const t = useTranslations('plans.review')
  const words = useLimitWords({ currency: review.currency, limits: [] })
  const titleOf = (quota: PlanQuota | null) => {
    const [limit] = quota ? effectiveQuotas([quota], []) : []
    return limit ? words.title(limit) : t('noLimit')
  }
  return (
    <ul className="grid gap-2">
      {review.preview.limits.map(({ before, after }) => (
        <li key={`${before?.name} ${after?.name}`}>
          {before?.cap === after?.cap
            ? t('limitStays', { limit: titleOf(after) })
            : t('limitChanges', { before: titleOf(before), after: titleOf(after) })}
        </li>
      ))}
    </ul>
  )
}
