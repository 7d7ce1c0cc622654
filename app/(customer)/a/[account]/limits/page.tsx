import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LimitsPage } from '@/components/customer/limits/limits-page'
import { readHome } from '@/lib/web/home'
import { readLimits } from '@/lib/web/limits'
import { dropBudget, dropCap, keepBudget, keepCap } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/limits'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('limits'))('title') }
}

/** "What can slow or stop me?" */
export default async function AccountLimits({ params }: PageProps<'/a/[account]/limits'>) {
  const { view, mayChange, keepers } = await readLimits((await params).account)
  return (
    <LimitsPage
      {...{ view, mayChange, keepers }}
      setBudget={keepBudget}
      setCap={keepCap}
      removeBudget={dropBudget}
      removeCap={dropCap}
    />
  )
}
