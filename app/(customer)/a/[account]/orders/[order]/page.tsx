import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { OrderPage } from '@/components/customer/orders/order-page'
import { readBuyers } from '@/lib/web/buy'
import { readOrder } from '@/lib/web/order'
import { giveUpOrder, payOrderNow } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') }
}

/** "Did my purchase work?" */
export default async function AccountOrder({ params, searchParams }: PageProps<'/a/[account]/orders/[order]'>) {
  const { account, order: orderId } = await params
  const { order, home, afterwards } = await readOrder(account, orderId)
  const buyers = await readBuyers(account)
  const isAgain = (await searchParams).again !== undefined && order.state === 'pending'
  return <OrderPage {...{ order, home, afterwards, buyers, isAgain }} giveUp={giveUpOrder} payNow={payOrderNow} />
}
