import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTaxWords } from '@/components/customer/buy/use-tax-words'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDay } from '@/lib/domain/format/format-time'
import { expiryOf } from '@/lib/domain/purchases/offer'
import type { Order } from '@/lib/domain/purchases/order-model'

/** What was ordered, when, and what it costs. */
export function OrderFacts({ order, home }: { order: Order; home: HomeView }) {
  const t = useTranslations('orders')
  const buy = useTranslations('buy')
  const locale = useLocale()
  const taxWords = useTaxWords()
  const { timeZone } = home.account
  const { name, tokens, netCents, taxCents, totalCents, currency, tax, createdAt, settledAt, id } = order
  const expires = expiryOf(settledAt ?? home.asOf, order.expiryDays)
  return (
    <dl className="grid gap-2">
      <Line label={name}>
        <TokenAmount amount={tokens} sense="left" unit />
      </Line>
      <Line label={t('price')}>
        <Money cents={netCents} currency={currency} />
      </Line>
      <Line label={taxWords(tax)}>
        <Money cents={taxCents} currency={currency} />
      </Line>
      <Line label={buy('total')}>
        <strong>
          <Money cents={totalCents} currency={currency} />
        </strong>
      </Line>
      <Line label={t('orderedAt')}>
        <When at={createdAt} zone={timeZone} now={home.asOf} />
      </Line>
      {order.state === 'done' && order.expiryDays > 0 && (
        <Line label={t('expires')}>{formatDay(expires, timeZone, locale, 'long')}</Line>
      )}
      <Line label={t('number')}>
        <span className="font-mono text-small wrap-anywhere">{id}</span>
      </Line>
    </dl>
  )
}

function Line({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-ink-2">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
