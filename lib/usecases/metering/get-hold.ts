import { z } from 'zod'
import { listHolds } from '@/lib/db/metering-holds'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { notFound } from '@/lib/domain/refusals'
import { anyScope } from '../allow'
import { defineQuery } from '../define'
import { accountNamed } from '../ledger/account-named'
import { requireHoldId } from './hold-id'

/** One hold as it stands. What belongs to another account does not exist. */
export const getHold = defineQuery({
  name: 'metering.get-hold',
  input: z.strictObject({ account: AccountId.optional(), id: z.string() }),
  allow: anyScope('usage:write', 'balance:read'),
  run: async ({ account, id }, { tx, caller, now }) => {
    const [stored] = await listHolds(tx, [accountNamed(caller, account, '/account')], [requireHoldId(id)])
    if (!stored) throw notFound('hold')
    return { hold: stored.view, at: now }
  },
})
