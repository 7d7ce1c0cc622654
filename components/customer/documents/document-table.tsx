import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Money } from '@/components/ui/money'
import { When } from '@/components/ui/when'
import type { DocumentHead } from '@/lib/domain/purchases/document'

interface DocumentTableProps {
  documents: readonly DocumentHead[]
  timeZone: string
  /** Where the account is: "/a/<id>". */
  base: string
}

/** Receipts, invoices and credit notes, each with its order and its file. */
export function DocumentTable({ documents, timeZone, base }: DocumentTableProps) {
  const t = useTranslations('documents')
  return (
    <DataTable
      caption={t('caption')}
      rows={documents}
      rowKey={({ id }) => id}
      columns={[
        { key: 'number', header: t('number'), rowHeader: true, cell: ({ number }) => number },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
        {
          key: 'issued',
          header: t('issued'),
          cell: ({ issuedAt }) => <When at={issuedAt} zone={timeZone} style="day" />,
        },
        {
          key: 'total',
          header: t('total'),
          numeric: true,
          result: true,
          cell: ({ kind, totalCents, currency }) => (
            <Money cents={kind === 'credit-note' ? -totalCents : totalCents} currency={currency} />
          ),
        },
        {
          key: 'order',
          header: t('order'),
          cell: ({ orderId }) => <Link href={`${base}/orders/${orderId}` as Route}>{t('seeOrder')}</Link>,
        },
        {
          key: 'file',
          header: t('file'),
          cell: ({ id, number }) => <a href={`${base}/documents/${id}/pdf`}>{t('download', { number })}</a>,
        },
      ]}
    />
  )
}
