import { useTranslations } from 'next-intl'
import { BuyerCard } from '@/components/customer/buy/buyer-card'
import { useTaxWords } from '@/components/customer/buy/use-tax-words'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import type { TopUpReview, TopUpView } from '@/lib/domain/purchases/top-up-view'
import { DryRunNote } from './dry-run-note'
import type { RuleFields } from './rule-form'
import type { TopUpActions } from './top-up-actions'
import { useRuleSentence } from './use-rule-sentence'

interface ReviewCardProps {
  view: TopUpView
  review: TopUpReview
  typed: RuleFields
  cardForm: Readonly<Record<string, string>>
  actions: Pick<TopUpActions, 'switchOn' | 'saveCard' | 'keepBilling'>
}

/** The last look before the rule is switched on; first what it lacks to pay. */
export function ReviewCard({ view, review, typed, cardForm, actions }: ReviewCardProps) {
  const t = useTranslations('topUp')
  const sentence = useRuleSentence()
  const taxWords = useTaxWords()
  const { accountId, timeZone, hasBuyer, card, topUp } = view
  const { setting, sale, isLearning, buysAtOnce, dryRun } = review
  const { currency, totalCents, tax } = sale
  return (
    <>
      <Card title={t('reviewTitle')} id="review">
        <div className="grid gap-3">
          <p className="max-w-measure text-lead font-bold">{sentence({ ...setting, price: sale })}</p>
          <p className="max-w-measure">
            {t.rich('each', { total: () => <Money cents={totalCents} currency={currency} />, tax: taxWords(tax) })}{' '}
            {!hasBuyer && t('taxToCome')}
          </p>
          {dryRun && <DryRunNote {...{ dryRun, currency, timeZone }} />}
          {isLearning && <Notice tone="neutral">{t('learns')}</Notice>}
          {buysAtOnce && <Notice tone="warn">{t('buysAtOnce')}</Notice>}
          {hasBuyer && !card && (
            <>
              <p className="max-w-measure">{t('cardFirst')}</p>
              <ActionForm action={actions.saveCard} fields={[]} hidden={cardForm} submit={t('card.save')} />
            </>
          )}
          {hasBuyer && card && (
            <ActionForm
              action={actions.switchOn}
              fields={[]}
              hidden={{ accountId, ...typed }}
              submit={t(topUp?.isOn && !topUp.paused ? 'saveRule' : 'turnOn')}
            />
          )}
        </div>
      </Card>
      {!hasBuyer && <BuyerCard accountId={accountId} buyer={null} keepBilling={actions.keepBilling} />}
    </>
  )
}
