import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PlansPage } from '@/components/customer/plan/plans-page'
import { readBuyers } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { readPlans } from '@/lib/web/plan'
import { cardForm, keepReturnedCard } from '@/lib/web/saved-card'
import { keep, saveCard, sayWhy, stop } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/plan'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('plans'))('title') }
}

/** "Is this the right plan?" */
export default async function Plan({ params, searchParams }: PageProps<'/a/[account]/plan'>) {
  const { account: accountId } = await params
  const query = await searchParams
  await keepReturnedCard(accountId, 'plan', query)
  const { done } = query
  const [view, buyers] = [await readPlans(accountId), await readBuyers(accountId)]
  const cardPage = cardForm(accountId, 'plan', new URLSearchParams())
  return (
    <PlansPage
      {...{ accountId, view, buyers, keep, stop, sayWhy, saveCard }}
      done={typeof done === 'string' ? done : null}
      cardForm={cardPage}
    />
  )
}
