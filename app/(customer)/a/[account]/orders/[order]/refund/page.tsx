import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RefundPage } from '@/components/customer/orders/refund-page'
import { readBuyers } from '@/lib/web/buy'
import { readRefund } from '@/lib/web/order'
import { giveBack } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('refund'))('title') }
}

/** "What do I get back?" */
export default async function RefundOrder({ params }: PageProps<'/a/[account]/orders/[order]/refund'>) {
  const { account, order } = await params
  const view = await readRefund(account, order)
  return <RefundPage view={view} buyers={await readBuyers(account)} giveBack={giveBack} />
}
