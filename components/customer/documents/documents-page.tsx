import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BuyNav } from '@/components/customer/buy/buy-nav'
import { Card } from '@/components/ui/card'
import type { DocumentHead } from '@/lib/domain/purchases/document'
import { DocumentTable } from './document-table'

interface DocumentsPageProps {
  accountId: string
  documents: readonly DocumentHead[]
  /** Where the older ones go on; null when there are none. */
  next: string | null
  timeZone: string
  isFirst: boolean
}

/** "Where are my receipts?" */
export function DocumentsPage({ accountId, documents, next, timeZone, isFirst }: DocumentsPageProps) {
  const t = useTranslations('documents')
  const here = `/a/${accountId}/documents`
  return (
    <div className="grid gap-5">
      <BuyNav accountId={accountId} here="documents" />
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      <Card>
        {documents.length === 0 ? (
          <p className="text-ink-2">{t('empty')}</p>
        ) : (
          <DocumentTable {...{ documents, timeZone }} base={`/a/${accountId}`} />
        )}
      </Card>
      {(next !== null || !isFirst) && (
        <p className="flex flex-wrap gap-4">
          {!isFirst && <Link href={here as Route}>{t('newest')}</Link>}
          {next !== null && <Link href={`${here}?before=${next}` as Route}>{t('older')}</Link>}
        </p>
      )}
    </div>
  )
}
