import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BuyPage } from '@/components/customer/buy/buy-page'
import { readBuyers, readOffer, typedChoice } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { summariesOf } from '@/lib/web/sale-summary'

export async function generateMetadata({ params }: PageProps<'/a/[account]/buy'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('buy'))('title') }
}

/** "Which pack, at what real price?" */
export default async function Buy({ params, searchParams }: PageProps<'/a/[account]/buy'>) {
  const { account } = await params
  const query = await searchParams
  const buyers = await readBuyers(account)
  const offer = await readOffer(account)
  const summaries = await summariesOf(offer)
  const fault = typeof query.fault === 'string' ? query.fault : null
  return <BuyPage {...{ accountId: account, offer, summaries, buyers, fault }} choice={typedChoice(query)} />
}
