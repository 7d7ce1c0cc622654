import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { RefundSum } from '@/components/refunds/refund-sum'
import { Card } from '@/components/ui/card'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { CustomerOrder } from '@/lib/domain/oversight/customer-orders'

interface RefundCardProps {
  order: CustomerOrder
  here: Route
  action: FormAction<string>
}

/** Says what a refund comes to and how, and asks why, before it is done. */
export function RefundCard({ order: { order, offer }, here, action }: RefundCardProps) {
  const t = useTranslations('staffOrders')
  const locale = useLocale()
  const { accountId, id: orderId, name, currency } = order
  const money = formatMoney(offer.totalCents, currency, locale)
  return (
    <Deed title={t('refundTitle', { name })} here={here}>
      <RefundSum {...{ order, offer }} />
      <ActionForm
        action={action}
        hidden={{ accountId, orderId, shownCents: `${offer.totalCents}` }}
        submit={t('refundSubmit', { money })}
        fields={[useReason()]}
      />
    </Deed>
  )
}

interface UnfreezeCardProps {
  accountId: string
  here: Route
  action: FormAction<string>
}

/** The same before a frozen account is let go. */
export function UnfreezeCard({ accountId, here, action }: UnfreezeCardProps) {
  const t = useTranslations('staffOrders')
  return (
    <Deed title={t('unfreezeTitle')} here={here}>
      <p>{t('unfreezeBody')}</p>
      <ActionForm action={action} hidden={{ accountId }} submit={t('unfreeze')} fields={[useReason()]} />
    </Deed>
  )
}

function useReason(): FieldSpec {
  const t = useTranslations('staffOrders')
  return {
    ...{ kind: 'text', name: 'reason', autoComplete: 'off', required: true },
    ...{ label: t('reason'), hint: t('reasonHint') },
  }
}

function Deed({ title, here, children }: { title: string; here: Route; children: ReactNode }) {
  const t = useTranslations('staffOrders')
  return (
    <Card title={title}>
      <div className="grid max-w-form gap-4">
        {children}
        <p>
          <Link href={here}>{t('cancel')}</Link>
        </p>
      </div>
    </Card>
  )
}
