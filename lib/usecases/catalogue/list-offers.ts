import { z } from 'zod'
import { listComparisons } from '@/lib/db/catalogue-comparisons'
import { listPacks, listPlans } from '@/lib/db/catalogue-plans'
import type { OffersView } from '@/lib/domain/catalogue/views'
import { anybody } from '../allow'
import { defineQuery } from '../define'

/** Where nothing is on sale yet. */
const NO_CURRENCY = 'EUR'

/** What is on sale in a currency; in that of the first offer when none, or one of no offer, is named. */
export const listOffers = defineQuery({
  name: 'catalogue.list-offers',
  input: z.strictObject({ currency: z.string().max(10).default('') }),
  allow: anybody,
  run: async ({ currency: asked }, { tx }): Promise<OffersView> => {
    const [plans, packs, comparisons] = [await listPlans(tx), await listPacks(tx), await listComparisons(tx)]
    const currencies = [...new Set([...packs, ...plans].map((offer) => offer.currency))]
    const currency = currencies.find((one) => one === asked) ?? currencies[0] ?? NO_CURRENCY
    const isOfIt = (offer: { currency: string }) => offer.currency === currency
    return {
      currency,
      otherCurrencies: currencies.filter((one) => one !== currency).sort(),
      plans: plans.filter(isOfIt),
      packs: packs.filter(isOfIt),
      comparisons: comparisons.filter(isOfIt),
    }
  },
})
