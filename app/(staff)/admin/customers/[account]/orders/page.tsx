import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CustomerOrdersPage } from '@/components/staff/orders/customer-orders-page'
import { readCustomerOrders } from '@/lib/web/customer-orders'
import { refund, unfreeze } from './actions'

type Props = PageProps<'/admin/customers/[account]/orders'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { view } = await readCustomerOrders((await params).account, await searchParams)
  return { title: (await getTranslations('staffOrders'))('title', { name: view.accountName }) }
}

export default async function CustomerOrders({ params, searchParams }: Props) {
  const page = await readCustomerOrders((await params).account, await searchParams)
  return <CustomerOrdersPage {...page} actions={{ refund, unfreeze }} />
}
