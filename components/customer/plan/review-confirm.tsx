import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import { instantToIso } from '@/lib/domain/instants'
import { deedOf } from '@/lib/domain/purchases/plan-preview'
import { isOfPlan, type PlanReview } from '@/lib/domain/purchases/plan-views'
import { usePlanWords } from './use-plan-words'

interface ReviewConfirmProps {
  accountId: string
  review: PlanReview
  /** Made with the page: the same form is the same order. */
  formKey: string
  confirm: FormAction<string>
}

/** The one button: it says what it costs. Absent while something has to be settled first, which the page says. */
export function ReviewConfirm({ accountId, review, formKey, confirm }: ReviewConfirmProps) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const locale = useLocale()
  const { preview, target, current, currency, buyer, pending, status } = review
  const { verb, totalCents, quotedAt } = preview
  const deed = deedOf(preview)
  const isOrder = deed === 'order'
  const isMissing = isOrder && (pending !== null || buyer === null)
  const fields = usePayFields(review)
  if (deed === null || status !== 'active' || isMissing || (pending && isOfPlan(pending))) return null
  const submit = isOrder
    ? t('review.pay', { total: formatMoney(totalCents, currency, locale) })
    : t(`verbsNamed.${verb}`, { plan: words.name(target ?? current.plan) })
  const hidden = {
    ...{ accountId, deed, formKey, planKey: target?.key ?? '', quotedAt: instantToIso(quotedAt) },
    shownCents: `${isOrder ? totalCents : (target?.priceCents ?? 0n)}`,
    ...(isOrder && fields.length === 0 && { payWith: 'page' }),
  }
  return (
    <div className="grid gap-2">
      <ActionForm action={confirm} fields={isOrder ? fields : []} hidden={hidden} submit={submit} />
      {isOrder && <p className="max-w-measure text-small text-ink-2">{t('review.payHint')}</p>}
    </div>
  )
}

/** Whoever has a card saved chooses it, or pays at the provider's page. */
function usePayFields({ card }: PlanReview): FieldSpec[] {
  const t = useTranslations('plans.review')
  if (card === null) return []
  const saved = { value: 'saved-card', label: t('savedCard', { brand: card.brand, lastFour: card.lastFour }) }
  const options = [saved, { value: 'page', label: t('atPage') }]
  return [{ kind: 'select', name: 'payWith', label: t('payWith'), options, value: 'saved-card' }]
}
