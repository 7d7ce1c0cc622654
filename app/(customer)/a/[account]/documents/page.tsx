import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DocumentsPage } from '@/components/customer/documents/documents-page'
import { readDocuments } from '@/lib/web/documents'
import { queryText } from '@/lib/web/query-text'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents'))('title') }
}

/** "Where are my receipts?" */
export default async function Documents({ params, searchParams }: PageProps<'/a/[account]/documents'>) {
  const { account: accountId } = await params
  const before = queryText((await searchParams).before)
  const page = await readDocuments(accountId, before)
  return <DocumentsPage {...page} accountId={accountId} isFirst={before === ''} />
}
