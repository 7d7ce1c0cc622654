import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatDeadline } from '@/lib/domain/format/format-time'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { RefundOffer } from '@/lib/domain/purchases/refund'

interface RefundNoteProps {
  order: Order
  home: HomeView
  offer: RefundOffer
  buyers: { mayBuy: boolean; names: readonly string[] }
}

/** Until when the order can be given back, for how much now, and who can do it; nothing when there is nothing to give back. */
export function RefundNote({ order, home, offer, buyers }: RefundNoteProps) {
  const t = useTranslations('refund')
  const locale = useLocale()
  if (offer.obstacle !== null || offer.until === null) return null
  const until = formatDeadline(offer.until, home.account.timeZone, locale, home.asOf)
  const money = formatMoney(offer.totalCents, order.currency, locale)
  return (
    <p className="max-w-measure text-small text-ink-2">
      {t('possible', { until, money })}{' '}
      {buyers.mayBuy ? (
        <Link href={`/a/${order.accountId}/orders/${order.id}/refund` as Route}>{t('start')}</Link>
      ) : (
        t('readOnly', { names: buyers.names.join(', ') })
      )}
    </p>
  )
}
