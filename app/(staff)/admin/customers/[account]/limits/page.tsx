import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CustomerLimitsPage } from '@/components/staff/customers/customer-limits-page'
import { readCustomerLimits } from '@/lib/web/customer-limits'
import { dropQuota, keepQuota, lift, reset } from './actions'

export async function generateMetadata({
  params,
  searchParams,
}: PageProps<'/admin/customers/[account]/limits'>): Promise<Metadata> {
  const { view } = await readCustomerLimits((await params).account, await searchParams)
  return { title: (await getTranslations('staffLimits'))('title', { name: view.accountName }) }
}

export default async function CustomerLimits({ params, searchParams }: PageProps<'/admin/customers/[account]/limits'>) {
  const page = await readCustomerLimits((await params).account, await searchParams)
  return <CustomerLimitsPage {...page} actions={{ change: keepQuota, remove: dropQuota, lift, reset }} />
}
