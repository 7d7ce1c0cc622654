import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findTopUp, putTopUp } from '@/lib/db/purchases-top-ups'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import { switchedOff } from '@/lib/domain/purchases/top-up-state'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'

/** Switches auto top-up off. A purchase that is under way is finished, nothing is bought after it, and what was set stays. */
export const turnOffTopUp = defineUsecase({
  name: 'purchases.turn-off-top-up',
  input: z.strictObject({ accountId: AccountId }),
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<TopUp> => {
    await lockAccounts(work.tx, [accountId])
    const before = await findTopUp(work.tx, accountId, true)
    if (!before) throw notFound('auto top-up')
    if (!before.isOn) {
      work.unchanged()
      return before
    }
    const topUp = switchedOff(before, work)
    await putTopUp(work.tx, topUp)
    work.audit({ accountId, subject: `top-up:${accountId}`, detail: { on: false } })
    return topUp
  },
})
