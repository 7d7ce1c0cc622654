import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { OrderReview } from '@/lib/domain/purchases/offer'
import { BuyerCard } from './buyer-card'
import { PendingNotice } from './pending-notice'
import { SaleFacts } from './sale-facts'

interface ReviewPageProps {
  accountId: string
  review: OrderReview
  /** What the form sends: the account, the choice, and the key that makes it one order. */
  hidden: Readonly<Record<string, string>>
  /** The page of the choice. */
  back: Route
  /** Whether the price is another than was shown before. */
  isChanged: boolean
  pay: FormAction<string>
  keepBilling: FormAction<string>
}

/** The last look before the payment. */
export function ReviewPage({ accountId, review, hidden, back, isChanged, pay, keepBilling }: ReviewPageProps) {
  const t = useTranslations('buy')
  const locale = useLocale()
  const { offer, sale } = review
  const total = formatMoney(sale.totalCents, sale.currency, locale)
  return (
    <div className="mx-auto grid w-full max-w-[40rem] gap-5">
      <h1 className="text-heading font-bold">{t('reviewTitle')}</h1>
      {isChanged && (
        <Notice tone="warn" role="alert">
          {t('changed')}
        </Notice>
      )}
      <Card title={sale.name}>
        <SaleFacts review={review} />
      </Card>
      <BuyerCard {...{ accountId, keepBilling }} buyer={offer.buyer} />
      {offer.pending && <PendingNotice order={offer.pending} />}
      {offer.buyer && !offer.pending && (
        <div className="grid gap-2">
          <ActionForm
            action={pay}
            fields={[]}
            hidden={{ ...hidden, shownCents: `${sale.totalCents}` }}
            submit={t('pay', { total })}
          />
          <p className="max-w-measure text-small text-ink-2">{t('payHint')}</p>
        </div>
      )}
      <p>
        <Link href={back}>{t('back')}</Link>
      </p>
    </div>
  )
}
