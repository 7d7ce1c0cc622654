import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientWords } from '@/app/client-words'
import { TopUpPage } from '@/components/customer/top-up/top-up-page'
import { readBuyers } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { cardForm, keepReturnedCard } from '@/lib/web/saved-card'
import { readTopUp, readTopUpReview, typedRule } from '@/lib/web/top-up'
import { keepBilling } from '../buy/actions'
import { saveCard, switchOn, turnOff, turnOn } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/top-up'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('topUp'))('title') }
}

/** "Should it top up by itself?" */
export default async function TopUp({ params, searchParams }: PageProps<'/a/[account]/top-up'>) {
  const { account } = await params
  const query = await searchParams
  await keepReturnedCard(account, 'top-up', query)
  const buyers = await readBuyers(account)
  const view = await readTopUp(account)
  const typed = buyers.mayBuy ? typedRule(query) : null
  const reviewed = await readTopUpReview(account, typed)
  const card = cardForm(account, 'top-up', new URLSearchParams({ ...typed }))
  const told = { switched: query.switched, card: query.card }
  return (
    <ClientWords of={['topUp', 'units']}>
      <TopUpPage
        {...{ view, buyers, typed, reviewed, told }}
        cardForm={card}
        actions={{ switchOn, turnOn, turnOff, saveCard, keepBilling }}
      />
    </ClientWords>
  )
}
