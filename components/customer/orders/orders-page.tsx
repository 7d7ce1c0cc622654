import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { HomeView } from '@/lib/domain/forecast/views'
import type { ListedOrder } from '@/lib/domain/purchases/refund-model'
import { OrderList } from './order-list'

interface OrdersPageProps {
  accountId: string
  orders: readonly ListedOrder[]
  /** Where the page after this one goes on; null on the last one. */
  next: string | null
  /** Whether this is the first page. */
  isFirst: boolean
  home: HomeView
  mayBuy: boolean
}

/** "What did we buy, and did it work?" */
export function OrdersPage({ accountId, orders, next, isFirst, home, mayBuy }: OrdersPageProps) {
  const t = useTranslations('orders.list')
  const here = `/a/${accountId}/orders`
  const isEmpty = orders.length === 0
  return (
    <div className="grid max-w-[56rem] gap-5">
      <BuyNav accountId={accountId} here="orders" />
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="max-w-measure text-ink-2">{isEmpty && isFirst ? t('empty') : t('lead')}</p>
      </div>
      {isEmpty && isFirst && mayBuy && (
        <div>
          <ButtonLink href={`/a/${accountId}/buy` as Route}>{t('buy')}</ButtonLink>
        </div>
      )}
      {isEmpty && !isFirst && <p>{t('noMore')}</p>}
      {!isEmpty && (
        <Card title={t('caption')}>
          <OrderList orders={orders} zone={home.account.timeZone} now={home.asOf} />
        </Card>
      )}
      {(next !== null || !isFirst) && (
        <nav aria-label={t('pages')} className="flex flex-wrap gap-4">
          {!isFirst && <Link href={here as Route}>{t('newest')}</Link>}
          {next !== null && <Link href={`${here}?before=${next}` as Route}>{t('older')}</Link>}
        </nav>
      )}
    </div>
  )
}
