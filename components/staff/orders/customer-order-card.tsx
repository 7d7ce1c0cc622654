import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useTokenWords } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import type { CustomerOrder, CustomerOrders } from '@/lib/domain/oversight/customer-orders'

interface CustomerOrderCardProps {
  view: CustomerOrders
  order: CustomerOrder
  here: Route
  mayAct: boolean
}

/** One order: how it stands, its documents, its refunds and disputes, and what it would be refunded for. */
export function CustomerOrderCard({ view, order: about, here, mayAct }: CustomerOrderCardProps) {
  const t = useTranslations('staffOrders')
  const locale = useLocale()
  const words = useTokenWords()
  const { order, documents, refunds, disputes, offer } = about
  const money = (cents: bigint) => formatMoney(cents, order.currency, locale)
  const isLate = offer.obstacle === 'too-late'
  const base = `/admin/customers/${order.accountId}/documents`
  return (
    <Card title={t('order', { name: order.name, total: money(order.totalCents) })}>
      <dl className="grid gap-2">
        <Line label={t('state')}>{t(`states.${order.state}`)}</Line>
        <Line label={t('ordered')}>
          <When at={order.createdAt} zone={view.timeZone} now={view.asOf} />
        </Line>
        <Line label={t('number')}>
          <span className="font-mono text-small wrap-anywhere">{order.id}</span>
        </Line>
        {documents.map(({ id, number }) => (
          <Line key={id} label={t('documents')}>
            <a href={`${base}/${id}/pdf`}>{number} (PDF)</a>
          </Line>
        ))}
        {refunds.map(({ id, state, totalCents, tokens, failure }) => (
          <Line key={id} label={t('refunds')}>
            {t(`refundStates.${state}`, { money: money(totalCents), tokens: words(tokens), failure: failure ?? '' })}
          </Line>
        ))}
        {disputes.map(({ id, state, amountCents, reason }) => (
          <Line key={id} label={t('disputes')}>
            {t(`disputeStates.${state}`, { money: money(amountCents), reason })}
          </Line>
        ))}
        {(offer.obstacle === null || isLate) && (
          <Line label={isLate ? `${t('refundable')} (${t('late')})` : t('refundable')}>
            {t('refundableNow', {
              money: money(offer.totalCents),
              unused: formatTokens(offer.tokens, locale),
              all: formatTokens(offer.bought, locale),
            })}
          </Line>
        )}
      </dl>
      {mayAct && (offer.obstacle === null || isLate) && (
        <p className="mt-3">
          <ButtonLink href={`${here}?refund=${order.id}` as Route} variant="secondary">
            {t('refund')}
          </ButtonLink>
        </p>
      )}
    </Card>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-ink-2">{label}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </div>
  )
}
