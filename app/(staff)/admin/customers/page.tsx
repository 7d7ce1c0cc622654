import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CustomerList } from '@/components/staff/customers/customer-list'
import { CustomerSearch } from '@/components/staff/customers/customer-search'
import { Card } from '@/components/ui/card'
import { listCustomers } from '@/lib/usecases/oversight/list-customers'
import { forPage } from '@/lib/web/page-answer'
import { queryText } from '@/lib/web/query-text'
import { staffCaller } from '@/lib/web/session'

export async function generateMetadata(): Promise<Metadata> {
  await staffCaller()
  return { title: (await getTranslations('staffCustomers'))('title') }
}

export default async function CustomersPage({ searchParams }: PageProps<'/admin/customers'>) {
  const search = queryText((await searchParams).search)
    .trim()
    .slice(0, 80)
  const { customers, count } = await forPage(listCustomers(await staffCaller(), { search }))
  const t = await getTranslations('staffCustomers')
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-heading font-bold">{t('title')}</h1>
        <p className="text-ink-2">{t('lead')}</p>
      </div>
      <CustomerSearch search={search} />
      <Card>
        <CustomerList customers={customers} count={count} search={search} />
      </Card>
    </div>
  )
}
