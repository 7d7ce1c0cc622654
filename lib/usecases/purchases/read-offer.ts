import { config } from '@/lib/config'
import { listPacks } from '@/lib/db/catalogue-plans'
import { findForecastFacts } from '@/lib/db/forecast'
import { findBook } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { findPendingOrder } from '@/lib/db/purchases-orders'
import type { ForecastFacts } from '@/lib/domain/forecast/make-forecast'
import type { Forecast } from '@/lib/domain/forecast/model'
import type { Book } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { makeOffer, type Offer } from '@/lib/domain/purchases/offer'
import { taxFor } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import type { Work } from '../define'
import { foundationOf } from '../forecast/forecast-of'
import { readOutlook } from '../forecast/outlook'

/** An offer, and what its "what if" was made of. */
export interface ReadOffer {
  offer: Offer
  /** Settled to the work's instant. */
  book: Book
  facts: ForecastFacts | null
  forecast: Forecast | null
  /** What the purchase should reach. */
  horizon: bigint
}

/** What the account can buy, in the one snapshot of the work. */
export async function readOffer({ tx, house, now }: Work, accountId: string): Promise<ReadOffer> {
  const stored = await findBook(tx, accountId)
  const found = stored && (await findForecastFacts(tx, accountId, now))
  if (!stored || !found) throw notFound('account')
  const book = planSettlement(stored, now)
  const { forecast, verdict } = await readOutlook({ tx, house, now }, book, found, 1)
  const facts = forecast === null ? null : await foundationOf(tx, { book, facts: found, now })
  const { currency, timeZone, available } = book
  const buyer = await findBillingProfile(tx, accountId)
  const packs = (await listPacks(tx)).filter((pack) => pack.currency === currency)
  const offer = {
    asOf: now,
    timeZone,
    currency,
    available,
    depletion: forecast?.depletion ?? null,
    ...makeOffer({ packs, facts, forecast, verdict }),
    buyer,
    tax: buyer && taxFor(buyer, config().SELLER_COUNTRY),
    pending: await findPendingOrder(tx, accountId),
  }
  return { offer, book, facts, forecast, horizon: verdict.horizon }
}
