import { z } from 'zod'
import { listPlans } from '@/lib/db/catalogue-plans'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Offer } from '@/lib/domain/purchases/offer'
import { type PlanAlternative, planAlternative } from '@/lib/domain/purchases/plan-alternative'
import { anyRole } from '../allow'
import { defineQuery, type Work } from '../define'
import { readStanding } from '../subscriptions/read-standing'
import { type ReadOffer, readOffer } from './read-offer'

/** An offer as it stands on the page of the choice. */
export interface OfferToChoose extends Offer {
  /** Null where there is no forecast, and where no other plan is on sale. */
  readonly alternative: PlanAlternative | null
}

/** What the account can buy, how long each pack would last, what it needs, and whether another plan would cost less. */
export const getOffer = defineQuery({
  name: 'purchases.get-offer',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, work): Promise<OfferToChoose> => {
    const read = await readOffer(work, accountId)
    return { ...read.offer, alternative: await readAlternative(work, read) }
  },
})

async function readAlternative(
  { tx, now }: Work,
  { offer, book, forecast }: ReadOffer,
): Promise<PlanAlternative | null> {
  if (!forecast) return null
  const plans = (await listPlans(tx)).filter(({ currency }) => currency === offer.currency)
  const { current } = await readStanding(tx, book, now)
  const packs = offer.packs.map(({ pack }) => pack)
  return planAlternative({ plans, packs }, current?.planKey ?? null, forecast.tokensPerDay)
}
