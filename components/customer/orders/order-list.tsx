import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { DataTable } from '@/components/ui/data-table'
import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { Instant } from '@/lib/domain/instants'
import type { ListedOrder } from '@/lib/domain/purchases/refund-model'
import { STAGE_LOOKS, stageOf } from './stages'

interface OrderListProps {
  orders: readonly ListedOrder[]
  /** The account's time zone. */
  zone: string
  now: Instant
}

/** Each order with what it is, what it costs, and how it stands. */
export function OrderList({ orders, zone, now }: OrderListProps) {
  const t = useTranslations('orders.list')
  return (
    <DataTable
      caption={t('caption')}
      rows={orders}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('what'),
          rowHeader: true,
          cell: ({ accountId, id, name }) => <Link href={`/a/${accountId}/orders/${id}` as Route}>{name}</Link>,
        },
        {
          key: 'state',
          header: t('state'),
          result: true,
          cell: (order) => <State {...{ order, now }} />,
        },
        {
          key: 'at',
          header: t('at'),
          cell: ({ createdAt }) => <When at={createdAt} zone={zone} now={now} />,
        },
        {
          key: 'tokens',
          header: t('tokens'),
          numeric: true,
          cell: ({ tokens }) => <TokenAmount amount={tokens} sense="left" />,
        },
        {
          key: 'total',
          header: t('total'),
          numeric: true,
          cell: ({ totalCents, currency }) => <Money cents={totalCents} currency={currency} />,
        },
      ]}
    />
  )
}

function State({ order, now }: { order: ListedOrder; now: Instant }) {
  const t = useTranslations('orders.list.states')
  const stage = stageOf(order, order, now)
  const { icon, tone } = STAGE_LOOKS[stage]
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon name={icon} className={classNames('size-4 shrink-0', tone)} />
      {t(stage)}
    </span>
  )
}
