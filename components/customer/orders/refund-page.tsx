import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { RefundSum } from '@/components/refunds/refund-sum'
import { Card } from '@/components/ui/card'
import { Notice, ReadOnlyNote } from '@/components/ui/notice'
import { TokenAmount } from '@/components/ui/token-amount'
import type { FormAction } from '@/lib/domain/form-state'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatDeadline } from '@/lib/domain/format/format-time'
import type { RefundView } from '@/lib/domain/purchases/refund'

interface RefundPageProps {
  view: RefundView
  buyers: { mayBuy: boolean; names: readonly string[] }
  giveBack: FormAction<string>
}

/** The last look before a refund: how much, for which tokens, and what is there afterwards. */
export function RefundPage({ view, buyers, giveBack }: RefundPageProps) {
  const t = useTranslations('refund')
  const locale = useLocale()
  const { order, offer, available, timeZone, asOf } = view
  const { accountId, id: orderId, currency } = order
  const { obstacle, tokens, totalCents, until } = offer
  const money = formatMoney(totalCents, currency, locale)
  return (
    <div className="mx-auto grid w-full max-w-[40rem] gap-5">
      <h1 className="text-heading font-bold">{t('title')}</h1>
      {obstacle !== null && <Notice tone="neutral">{t(`obstacles.${obstacle}`, { days: order.refundDays })}</Notice>}
      {obstacle === null && (
        <>
          <Card title={order.name}>
            <div className="grid gap-3">
              <RefundSum {...{ order, offer }} />
              <dl className="grid gap-2">
                <Line label={t('before')} amount={available} />
                <Line label={t('after')} amount={available - tokens} />
              </dl>
              {until !== null && (
                <p className="max-w-measure text-small text-ink-2">
                  {t('until', { until: formatDeadline(until, timeZone, locale, asOf) })}
                </p>
              )}
            </div>
          </Card>
          {!buyers.mayBuy && <ReadOnlyNote>{t('readOnly', { names: buyers.names.join(', ') })}</ReadOnlyNote>}
          {buyers.mayBuy && (
            <div className="grid gap-2">
              <ActionForm
                action={giveBack}
                fields={[]}
                hidden={{ accountId, orderId, shownCents: `${totalCents}` }}
                submit={t('confirm', { money })}
              />
              <p className="max-w-measure text-small text-ink-2">{t('hint')}</p>
            </div>
          )}
        </>
      )}
      <p>
        <Link href={`/a/${accountId}/orders/${orderId}` as Route}>{t('back')}</Link>
      </p>
    </div>
  )
}

function Line({ label, amount }: { label: string; amount: bigint }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt>{label}</dt>
      <dd className="tabular-nums">
        <TokenAmount amount={amount} sense="left" />
      </dd>
    </div>
  )
}
