import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PayAsYouGoPage } from '@/components/customer/pay-as-you-go/pay-as-you-go-page'
import { readBuyers } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { readPayAsYouGo } from '@/lib/web/pay-as-you-go'
import { cardForm, keepReturnedCard } from '@/lib/web/saved-card'
import { keepBilling } from '../../buy/actions'
import { saveCard } from '../actions'
import { setCap, turnOff } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/plan/pay-as-you-go'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('payAsYouGo'))('title') }
}

/** "May work go on when my tokens are gone?" */
export default async function PayAsYouGo({ params, searchParams }: PageProps<'/a/[account]/plan/pay-as-you-go'>) {
  const { account: accountId } = await params
  const query = await searchParams
  await keepReturnedCard(accountId, 'plan/pay-as-you-go', query)
  const { done } = query
  const [view, buyers] = [await readPayAsYouGo(accountId), await readBuyers(accountId)]
  return (
    <PayAsYouGoPage
      {...{ accountId, view, buyers }}
      said={done === 'on' || done === 'off' ? done : null}
      cardForm={cardForm(accountId, 'plan/pay-as-you-go', new URLSearchParams())}
      actions={{ setCap, turnOff, saveCard, keepBilling }}
    />
  )
}
