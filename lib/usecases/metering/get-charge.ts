import { z } from 'zod'
import { findCharge } from '@/lib/db/metering'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { notFound } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { loadRateCards } from '../catalogue/rate-cards'
import { defineQuery } from '../define'
import { accountNamed } from '../ledger/account-named'

const ChargeInput = z.strictObject({
  account: AccountId.optional(),
  id: z.string(),
})

/** One charge with its arithmetic. What belongs to another account does not exist. */
export const getCharge = defineQuery({
  name: 'metering.get-charge',
  input: ChargeInput,
  allow: scope('charges:read'),
  run: async ({ account, id }, { tx, caller, house }) => {
    const accountId = accountNamed(caller, account, '/account')
    if (!z.guid().safeParse(id).success) throw notFound('charge')
    const charge = await findCharge(tx, accountId, id, (await loadRateCards(tx, house.db)).byVersion)
    if (!charge) throw notFound('charge')
    return charge
  },
})
