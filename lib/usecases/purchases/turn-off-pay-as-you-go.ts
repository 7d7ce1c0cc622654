import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findPayAsYouGo, putPayAsYouGo } from '@/lib/db/purchases-pay-as-you-go'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { debtLimitOf } from '@/lib/domain/purchases/pay-as-you-go'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { changeDebtLimit } from './change-debt-limit'

/** Stops use beyond the tokens. What is owed already is billed at the end of the month all the same. */
export const turnOffPayAsYouGo = defineUsecase({
  name: 'purchases.turn-off-pay-as-you-go',
  input: z.strictObject({ accountId: AccountId }),
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<void> => {
    await lockAccounts(work.tx, [accountId])
    const agreed = await findPayAsYouGo(work.tx, accountId)
    if (!agreed?.isOn) return work.unchanged()
    const off = { ...agreed, isOn: false }
    await putPayAsYouGo(work.tx, accountId, off, { at: work.now, actor: work.actor })
    await changeDebtLimit(work, accountId, debtLimitOf(off))
    work.audit({ accountId, subject: 'pay-as-you-go', detail: { on: false } })
  },
})
