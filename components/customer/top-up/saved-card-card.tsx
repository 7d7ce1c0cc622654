import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'
import type { KeptCard } from '@/lib/domain/purchases/payment-model'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'

interface SavedCardCardProps {
  view: Pick<TopUpView, 'card'>
  /** What the form sends that leads to saving a card. */
  cardForm: Readonly<Record<string, string>>
  saveCard: FormAction<string>
}

/** The card that is charged while nobody is there, and how it is changed. */
export function SavedCardCard({ view: { card }, cardForm, saveCard }: SavedCardCardProps) {
  const t = useTranslations('topUp.card')
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        {card ? <CardFacts card={card} /> : <p className="max-w-measure text-ink-2">{t('empty')}</p>}
        <ActionForm
          action={saveCard}
          fields={[]}
          hidden={cardForm}
          submit={t(card ? 'change' : 'save')}
          submitVariant="secondary"
        />
        <p className="max-w-measure text-small text-ink-2">{t('hint')}</p>
      </div>
    </Card>
  )
}

function CardFacts({ card: { brand, lastFour, expiryMonth, expiryYear } }: { card: KeptCard }) {
  const t = useTranslations('topUp.card')
  const expires = `${`${expiryMonth}`.padStart(2, '0')}/${expiryYear}`
  return (
    <p className="tabular-nums">
      <span className="capitalize">{brand}</span> <span aria-hidden="true">••••</span>{' '}
      <span className="sr-only">{t('endingIn')}</span> {lastFour}
      <span className="text-ink-2"> · {t('expires', { date: expires })}</span>
    </p>
  )
}
