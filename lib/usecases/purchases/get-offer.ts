import { z } from 'zod'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Offer } from '@/lib/domain/purchases/offer'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { readOffer } from './read-offer'

/** What the account can buy, how long each pack would last, and what it needs. */
export const getOffer = defineQuery({
  name: 'purchases.get-offer',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, work): Promise<Offer> => (await readOffer(work, accountId)).offer,
})
