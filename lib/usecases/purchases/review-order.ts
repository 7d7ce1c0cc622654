import { config } from '@/lib/config'
import { listPacks } from '@/lib/db/catalogue-plans'
import type { Pack } from '@/lib/domain/catalogue/plans'
import { coverageWith, isTooMuch, type OrderReview } from '@/lib/domain/purchases/offer'
import { ReviewOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Sale } from '@/lib/domain/purchases/order-model'
import { type Choice, planSale } from '@/lib/domain/purchases/plan-order'
import { role } from '../allow'
import { defineQuery } from '../define'
import { type ReadOffer, readOffer } from './read-offer'

/** All that is said before the last step of a purchase: what, for how much, with which tax, and how long it lasts. Refuses what is not sold. */
export const reviewOrder = defineQuery({
  name: 'purchases.review-order',
  input: ReviewOrderInput,
  allow: role('owner', 'billing'),
  run: async ({ accountId, packKey, tokens, language }, work): Promise<OrderReview> => {
    const read = await readOffer(work, accountId)
    const { SELLER_COUNTRY: sellerCountry } = config()
    const { currency, buyer } = read.offer
    const choice: Choice = packKey === undefined ? { tokens: tokens ?? 0n } : { packKey }
    const packs = await listPacks(work.tx)
    const counter = {
      packs,
      currency,
      buyer: buyer ?? { country: sellerCountry, vatId: null },
      sellerCountry,
      language,
    }
    const sale = planSale(choice, counter)
    return { offer: read.offer, sale, ...lastingOf(read, sale) }
  },
})

function lastingOf({ facts, forecast, horizon }: ReadOffer, sale: Sale): Pick<OrderReview, 'covers' | 'isTooMuch'> {
  if (!facts || !forecast) return { covers: null, isTooMuch: false }
  const { name, tokens, netCents: priceCents, currency, expiryDays: expiresAfterDays } = sale
  const pack: Pack = { key: 'sale', nameEn: name, nameFr: name, tokens, priceCents, currency, expiresAfterDays }
  return { covers: coverageWith(facts, pack, horizon), isTooMuch: isTooMuch(pack, forecast) }
}
