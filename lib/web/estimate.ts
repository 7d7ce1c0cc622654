import 'server-only'
import { getLocale } from 'next-intl/server'
import type { OffersView, PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import { minorDigits } from '@/lib/domain/format/format-money'
import { languageOf } from '@/lib/domain/format/locales'
import { type Estimate, estimateOf } from '@/lib/domain/purchases/estimate'
import { type EstimateQuery, parseEstimateQuery, typedComparison } from '@/lib/domain/purchases/estimate-query'
import { describedWorkload, sizesAround, spreadOf } from '@/lib/domain/purchases/workload'
import { readOffers } from './offers'
import { queryText } from './query-text'
import { readRates } from './rates'

interface EstimateAnswer {
  rates: RatesView
  card: PublishedCard
  offers: OffersView
  query: EstimateQuery
  estimate: Estimate | null
}

/** All that the estimate page shows for its address; null before the first rate card takes effect. */
export async function readEstimate(
  parameters: Record<string, string | string[] | undefined>,
): Promise<EstimateAnswer | null> {
  const text = (name: string) => queryText(parameters[name])
  const [rates, offers, locale] = [await readRates(), await readOffers(text('currency')), await getLocale()]
  const card = rates.cards.find(({ version }) => version === rates.inForce)
  if (!card) return null
  const query = parseEstimateQuery(text, card, languageOf(locale))
  return { rates, card, offers, query, estimate: estimateFor(query, offers, rates) }
}

function estimateFor(query: EstimateQuery, offers: OffersView, { asOf }: RatesView): Estimate | null {
  const { line, callsADay, sizes, balance } = query
  if (!line || callsADay === null) return null
  const around = Object.entries(sizes).map(([name, milli]) => [name, sizesAround(milli)] as const)
  const bySize = spreadOf((level) => Object.fromEntries(around.map(([name, spread]) => [name, spread[level]])))
  const typed = typedComparison(query, offers.currency, minorDigits(offers.currency))
  return estimateOf(describedWorkload(line, bySize, callsADay), {
    offer: offers,
    comparisons: typed ? [typed, ...offers.comparisons] : offers.comparisons,
    balance,
    now: asOf,
  })
}
