import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BuyerCard } from '@/components/customer/buy/buyer-card'
import { PendingNotice } from '@/components/customer/buy/pending-notice'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import type { FormAction } from '@/lib/domain/form-state'
import { deedOf } from '@/lib/domain/purchases/plan-preview'
import type { PlanReview } from '@/lib/domain/purchases/plan-views'
import { ReviewConfirm } from './review-confirm'
import { ReviewGrants } from './review-grants'
import { ReviewLimits } from './review-limits'
import { ReviewMoney } from './review-money'
import { usePlanWords } from './use-plan-words'

interface PlanReviewPageProps {
  accountId: string
  review: PlanReview
  formKey: string
  /** Whether the price, or what the change is, is another than was shown before. */
  isChanged: boolean
  confirm: FormAction<string>
  keepBilling: FormAction<string>
}

/** All that a change of plan does, before it is done. */
export function PlanReviewPage({ accountId, review, formKey, isChanged, confirm, keepBilling }: PlanReviewPageProps) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const { preview, target, current, pending, buyer, timeZone, asOf, status } = review
  const { verb, from, undoUntil } = preview
  const when = (at: bigint) => () => <When at={at} zone={timeZone} now={asOf} style="deadline" />
  const isPaid = preview.netCents > 0n
  const isTooSmall = isPaid && deedOf(preview) === null
  return (
    <div className="mx-auto grid w-full max-w-[44rem] gap-5">
      <h1 className="text-heading font-bold">
        {t(`verbsNamed.${verb}`, { plan: words.name(target ?? current.plan) })}
      </h1>
      {isChanged && (
        <Notice tone="warn" role="alert">
          {t('changed')}
        </Notice>
      )}
      <p className="max-w-measure">
        {undoUntil === null
          ? t(verb === 'unchanged' ? 'review.nothing' : 'review.atOnce')
          : t.rich('review.atPeriodEnd', { until: when(from) })}
      </p>
      <Card title={t('review.money')}>
        <ReviewMoney review={review} />
      </Card>
      <Card title={t('review.grants')}>
        <ReviewGrants review={review} />
      </Card>
      {preview.limits.length > 0 && (
        <Card title={t('review.limits')}>
          <ReviewLimits review={review} />
        </Card>
      )}
      {isTooSmall && <Notice tone="neutral">{t('review.tooSmall')}</Notice>}
      {isPaid && <BuyerCard {...{ accountId, keepBilling, buyer }} />}
      {pending && <PendingNotice order={pending} />}
      {status !== 'active' && <Notice tone="danger">{t(`status.${status}`)}</Notice>}
      <ReviewConfirm {...{ accountId, review, formKey, confirm }} />
      {undoUntil !== null && (
        <p className="max-w-measure text-small text-ink-2">{t.rich('review.undo', { until: when(undoUntil) })}</p>
      )}
      <p>
        <Link href={`/a/${accountId}/plan` as Route}>{t('review.back')}</Link>
      </p>
    </div>
  )
}
