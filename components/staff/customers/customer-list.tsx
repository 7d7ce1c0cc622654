import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { TokenAmount } from '@/components/ui/token-amount'

interface CustomerRow {
  id: string
  name: string
  status: 'active' | 'frozen' | 'closed'
  planKey: string | null
  available: bigint
  hits: number
}

interface CustomerListProps {
  customers: readonly CustomerRow[]
  /** How many there are; the list holds the first of them. */
  count: number
  search: string
}

const TONES = { active: 'ok', frozen: 'danger', closed: 'neutral' } as const

export function CustomerList({ customers, count, search }: CustomerListProps) {
  const t = useTranslations('staffCustomers')
  if (customers.length === 0) return <p className="text-ink-2">{t(search === '' ? 'none' : 'noneFound', { search })}</p>
  return (
    <DataTable
      caption={
        count > customers.length ? t('captionFirst', { shown: customers.length, count }) : t('caption', { count })
      }
      captionVisible
      rows={customers}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('name'),
          rowHeader: true,
          cell: ({ id, name }) => <Link href={`/admin/customers/${id}/limits` as Route}>{name}</Link>,
        },
        { key: 'status', header: t('status'), cell: ({ status }) => <Tag tone={TONES[status]}>{t(status)}</Tag> },
        { key: 'plan', header: t('plan'), cell: ({ planKey }) => planKey ?? t('noPlan') },
        {
          key: 'available',
          header: t('available'),
          numeric: true,
          cell: ({ available }) => <TokenAmount amount={available} sense="left" />,
        },
        { key: 'hits', header: t('hits'), numeric: true, cell: ({ hits }) => t('hitCount', { count: hits }) },
      ]}
    />
  )
}
