import { z } from 'zod'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { withdrawChange } from '../subscriptions/withdraw-change'
import { openForChange } from './open-for-change'

/** Takes back a change of plan, or its end, before it comes: the running plan goes on as it was taken. */
export const keepPlan = defineUsecase({
  name: 'purchases.keep-plan',
  input: z.strictObject({ accountId: AccountId }),
  allow: role('owner', 'billing'),
  run: async ({ accountId }, work): Promise<{ planKey: string }> => {
    await openForChange(work, accountId)
    return { planKey: await withdrawChange(work, { accountId, reason: 'Kept by the customer.' }) }
  },
})
