import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReviewPage } from '@/components/customer/buy/review-page'
import { choiceAddress, readReview, typedChoice } from '@/lib/web/buy'
import { readHome } from '@/lib/web/home'
import { keepBilling, pay } from '../actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/buy/review'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('buy'))('reviewTitle') }
}

/** The last look before the payment: what, for how much, until when. */
export default async function ReviewOrder({ params, searchParams }: PageProps<'/a/[account]/buy/review'>) {
  const { account: accountId } = await params
  const query = await searchParams
  const choice = typedChoice(query)
  const { formKey, ...review } = await readReview(accountId, choice)
  const hidden = { accountId, formKey, ...choice }
  const back = choiceAddress(accountId, choice)
  const isChanged = query.changed !== undefined
  return <ReviewPage {...{ accountId, review, hidden, back, isChanged, pay, keepBilling }} />
}
