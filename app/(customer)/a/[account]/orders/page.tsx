import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OrdersPage } from '@/components/customer/orders/orders-page'
import { readBuyers } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { readOrders } from '@/lib/web/order'
import { queryText } from '@/lib/web/query-text'

export async function generateMetadata({ params }: PageProps<'/a/[account]/orders'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('orders.list'))('title') }
}

/** "What did we buy, and did it work?" */
export default async function AccountOrders({ params, searchParams }: PageProps<'/a/[account]/orders'>) {
  const { account: accountId } = await params
  const before = queryText((await searchParams).before)
  const page = await readOrders(accountId, before)
  const home = await readHome(accountId)
  const { mayBuy } = await readBuyers(accountId)
  return <OrdersPage {...{ accountId, home, mayBuy, ...page }} isFirst={before === ''} />
}
