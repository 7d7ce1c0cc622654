import 'server-only'
import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import type { OffersView, PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import { minorDigits } from '@/lib/domain/format/format-money'
import { languageOf } from '@/lib/domain/format/locales'
import { type Estimate, estimateOf } from '@/lib/domain/purchases/estimate'
import { type EstimateQuery, parseEstimateQuery, typedComparison } from '@/lib/domain/purchases/estimate-query'
import { describedWorkload, sizesAround, spreadOf } from '@/lib/domain/purchases/workload'
import { networkAddress } from './network-address'
import { readOffers } from './offers'
import { queryText } from './query-text'
import { AddressLimiter } from './rate-limit'
import { readRates } from './rates'

interface EstimateAnswer {
  rates: RatesView
  card: PublishedCard
  offers: OffersView
  query: EstimateQuery
  estimate: Estimate | null
  /** So long this address has to wait before another month is worked out; 0 when it need not. */
  waitSeconds: number
}

/** Working out a month takes many steps, and nobody has to be known for it. */
const workedOut = new AddressLimiter(Date.now, { burst: 30, perSecond: 0.5, addressesMax: 10_000 })

/** All that the estimate page shows for its address; null before the first rate card takes effect. */
export async function readEstimate(
  parameters: Record<string, string | string[] | undefined>,
): Promise<EstimateAnswer | null> {
  const text = (name: string) => queryText(parameters[name])
  const [rates, offers, locale] = [await readRates(), await readOffers(text('currency')), await getLocale()]
  const card = rates.cards.find(({ version }) => version === rates.inForce)
  if (!card) return null
  const query = parseEstimateQuery(text, card, languageOf(locale))
  const waitSeconds = isComplete(query) ? await takeTurn() : 0
  return {
    rates,
    card,
    offers,
    query,
    estimate: waitSeconds > 0 ? null : estimateFor(query, offers, rates),
    waitSeconds,
  }
}

/** Seconds that the address has to wait; when it need not, this is one of its turns. */
async function takeTurn(): Promise<number> {
  const address = networkAddress(await headers())
  const seconds = workedOut.waitSeconds(address)
  if (seconds === 0) workedOut.count(address)
  return seconds
}

function isComplete({ line, callsADay }: EstimateQuery): boolean {
  return Boolean(line) && callsADay !== null
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
