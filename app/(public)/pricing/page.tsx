import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientWords } from '@/app/client-words'
import { PricingPage } from '@/components/public/pricing/pricing-page'
import { languageOf } from '@/lib/domain/format/locales'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import { parseTokens } from '@/lib/domain/tokens'
import { readOffers } from '@/lib/web/offers'
import { queryText } from '@/lib/web/query-text'
import { readRates } from '@/lib/web/rates'

const FIRST_AMOUNT = '100000'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pricing'))('title') }
}

/** "What does it cost?" */
export default async function Pricing({ searchParams }: PageProps<'/pricing'>) {
  const { tokens, currency } = await searchParams
  const [offers, rates] = [await readOffers(queryText(currency)), await readRates()]
  const typed = tokens === undefined ? FIRST_AMOUNT : queryText(tokens)
  const asked = parseTokens(typedAmount(typed, languageOf(await getLocale())))
  return (
    <ClientWords of={['pricing', 'units']}>
      <PricingPage offers={offers} rates={rates} asked={asked} />
    </ClientWords>
  )
}
