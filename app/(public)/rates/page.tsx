import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RatesPage } from '@/components/public/rates/rates-page'
import { currentCard, readRates } from '@/lib/web/rates'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rates'))('title') }
}

/** "What does each action cost?" */
export default async function Rates() {
  const rates = await readRates()
  return <RatesPage rates={rates} current={currentCard(rates)} />
}
