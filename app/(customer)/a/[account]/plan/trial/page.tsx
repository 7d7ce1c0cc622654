import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TrialPage } from '@/components/customer/plan/trial-page'
import { readHome } from '@/lib/web/home'
import { leadToPlans, readTrial } from '@/lib/web/plan'
import { queryText } from '@/lib/web/query-text'
import { cardForm, keepReturnedCard } from '@/lib/web/saved-card'
import { keepBilling } from '../../buy/actions'
import { saveCard, tryPlan } from '../actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/plan/trial'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('trial'))('pageTitle') }
}

/** "May I try it first?" */
export default async function Trial({ params, searchParams }: PageProps<'/a/[account]/plan/trial'>) {
  const { account: accountId } = await params
  const query = await searchParams
  await keepReturnedCard(accountId, 'plan/trial', query)
  const plan = queryText(query.plan)
  if (plan === '') await leadToPlans(accountId)
  const view = await readTrial(accountId, plan)
  const form = cardForm(accountId, 'plan/trial', new URLSearchParams({ plan }))
  return <TrialPage {...{ accountId, view }} cardForm={form} actions={{ startTrial: tryPlan, saveCard, keepBilling }} />
}
