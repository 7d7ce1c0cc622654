import { useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import type { FormFault } from '@/lib/domain/form-state'
import type { TopUpReview, TopUpView } from '@/lib/domain/purchases/top-up-view'
import { ReviewCard } from './review-card'
import { type RuleFields, RuleForm } from './rule-form'
import { RunsCard } from './runs-card'
import { SavedCardCard } from './saved-card-card'
import { StandingCard } from './standing-card'
import { SwitchedNotice } from './switched-notice'
import type { TopUpActions } from './top-up-actions'
import { TopUpAnswer } from './top-up-answer'

interface TopUpPageProps {
  view: TopUpView
  buyers: { mayBuy: boolean; names: readonly string[] }
  /** The rule in the address, as it was typed; null when there is none. */
  typed: RuleFields | null
  reviewed: { review: TopUpReview | null; faults: readonly FormFault[] }
  /** What was done just before, as the address says it. */
  told: { switched: unknown; card: unknown }
  /** What the form sends that leads to saving a card. */
  cardForm: Readonly<Record<string, string>>
  actions: TopUpActions
}

/** "Should it top up by itself?" */
export function TopUpPage({ view, buyers, typed, reviewed, told, cardForm, actions }: TopUpPageProps) {
  const t = useTranslations('topUp')
  const { review, faults } = reviewed
  const errors = faults.map(({ field, message }) => (field === undefined ? { message } : { field, message }))
  const { mayBuy } = buyers
  return (
    <div className="grid max-w-[56rem] gap-5">
      <BuyNav accountId={view.accountId} here="top-up" />
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <SwitchedNotice {...{ view, told, actions }} mayUndo={mayBuy} />
      <TopUpAnswer view={view} />
      {!mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
      {review && typed && <ReviewCard {...{ view, review, typed, cardForm, actions }} />}
      {view.topUp && <StandingCard {...{ view, actions }} topUp={view.topUp} mayChange={mayBuy && !review} />}
      {view.packs.length === 0 && <Notice tone="neutral">{t('none', { currency: view.currency })}</Notice>}
      {mayBuy && view.packs.length > 0 && <RuleForm {...{ view, typed, faults }} />}
      {mayBuy && <SavedCardCard view={view} cardForm={cardForm} saveCard={actions.saveCard} />}
      <RunsCard view={view} />
    </div>
  )
}
