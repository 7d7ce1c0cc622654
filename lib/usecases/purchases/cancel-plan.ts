import { z } from 'zod'
import { findPendingRenewal } from '@/lib/db/purchases-orders'
import type { Instant } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { endPlan } from '../subscriptions/end-plan'
import { giveUp } from './give-up'
import { openForChange } from './open-for-change'

/** Ends the account's plan with its running period. Nothing is asked, nothing is lost; until then `keepPlan` takes it back. */
export const cancelPlan = defineUsecase({
  name: 'purchases.cancel-plan',
  input: z.strictObject({ accountId: AccountId }),
  allow: role('owner', 'billing'),
  run: async ({ accountId }, work): Promise<{ endsAt: Instant }> => {
    await openForChange(work, accountId)
    const endsAt = await endPlan(work, { accountId, reason: 'Canceled by the customer.' })
    // Once it is over, nothing of it can be paid, and its renewal stands in no other plan's way.
    const renewal = endsAt <= work.now ? await findPendingRenewal(work.tx, accountId) : null
    if (renewal) await giveUp(work, renewal)
    return { endsAt }
  },
})
