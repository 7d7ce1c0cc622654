import { useLocale, useTranslations } from 'next-intl'
import { Money } from '@/components/ui/money'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { RefundOffer } from '@/lib/domain/purchases/refund'

/** How a refund comes about: what is unused of what was bought, at what it cost. */
export function RefundSum({ order, offer }: { order: Order; offer: RefundOffer }) {
  const t = useTranslations('refund')
  const locale = useLocale()
  const words = useTokenWords()
  const { tokens, bought, held, spent, netCents, taxCents, totalCents } = offer
  const money = (cents: bigint) => formatMoney(cents, order.currency, locale)
  const [unused, all] = [formatTokens(tokens, locale), formatTokens(bought, locale)]
  return (
    <div className="grid gap-2">
      <p>{t('unused', { unused, all })}</p>
      <dl className="grid gap-2">
        <Line label={t('net', { price: money(order.netCents), unused, all })} cents={netCents} order={order} />
        <Line label={t('tax', { tax: money(order.taxCents), unused, all })} cents={taxCents} order={order} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-y border-hairline py-2 text-lead font-bold">
          <dt>{t('total')}</dt>
          <dd className="tabular-nums">
            <Money cents={totalCents} currency={order.currency} />
          </dd>
        </div>
      </dl>
      {spent > 0n && <p className="text-small text-ink-2">{t('spent', { tokens: words(spent) })}</p>}
      {held > 0n && <p className="text-small text-ink-2">{t('held', { tokens: words(held) })}</p>}
    </div>
  )
}

function Line({ label, cents, order }: { label: string; cents: bigint; order: Order }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt>{label}</dt>
      <dd className="tabular-nums">
        <Money cents={cents} currency={order.currency} />
      </dd>
    </div>
  )
}
