import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PlanReviewPage } from '@/components/customer/plan/plan-review-page'
import { readHome } from '@/lib/web/home'
import { leadToPlans, readPlanReview } from '@/lib/web/plan'
import { keepBilling } from '../../buy/actions'
import { confirm } from '../actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/plan/review'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('plans'))('reviewTitle') }
}

/** All that a change of plan does, before it is done. */
export default async function ReviewPlan({ params, searchParams }: PageProps<'/a/[account]/plan/review'>) {
  const { account: accountId } = await params
  const { plan, end, changed } = await searchParams
  if (plan === undefined && end === undefined) await leadToPlans(accountId)
  const planKey = typeof plan === 'string' && end === undefined ? plan : null
  const read = await readPlanReview(accountId, planKey)
  return <PlanReviewPage {...{ accountId, ...read, confirm, keepBilling }} isChanged={changed !== undefined} />
}
