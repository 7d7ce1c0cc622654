import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Notice } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { PlansView } from '@/lib/domain/purchases/plan-views'

export interface CardFormProps {
  /** What the form sends that leads to saving a card, and back. */
  cardForm: Readonly<Record<string, string>>
  saveCard: FormAction<string>
}

interface CardNoticeProps extends CardFormProps {
  view: PlansView
  /** Whether this person may save one. */
  isOpen: boolean
}

/** Says what is charged next and to which card, and where one is missing, how to save it. */
export function CardNotice({ view, isOpen, cardForm, saveCard }: CardNoticeProps) {
  const t = useTranslations('plans.card')
  const locale = useLocale()
  const { nextCharge, card, currency, timeZone, asOf } = view
  if (!nextCharge) return null
  const price = formatMoney(nextCharge.netCents, currency, locale)
  const at = () => <When at={nextCharge.at} zone={timeZone} now={asOf} style="shortDay" />
  if (card) {
    return <p className="text-ink-2">{t.rich('next', { price, at, brand: card.brand, lastFour: card.lastFour })}</p>
  }
  return (
    <Notice tone="warn" title={t.rich('missing', { price, at })}>
      <div className="grid justify-items-start gap-3">
        <p>{t('hint')}</p>
        {isOpen && (
          <ActionForm action={saveCard} fields={[]} hidden={cardForm} submit={t('save')} submitVariant="secondary" />
        )}
      </div>
    </Notice>
  )
}
