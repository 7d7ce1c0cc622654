import { QuotaInput } from '@/lib/domain/oversight/quota-inputs'
import { planReset } from '@/lib/domain/quotas/plan-relief'
import { usedIn, windowAt } from '@/lib/domain/quotas/windows'
import { tokensToDecimal } from '@/lib/domain/tokens'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { lockLimits, writeWindow } from '../quotas/change-limits'

/** Sets what is used in the running window of a quota back to nothing. */
export const resetWindow = defineUsecase({
  name: 'oversight.reset-window',
  input: QuotaInput,
  allow: staff('operator', 'admin'),
  run: async ({ accountId, key, reason }, work) => {
    const account = await lockLimits(work, accountId)
    const limit = account.limits.find(({ quota }) => quota.key === key)
    await writeWindow(work.tx, account, key, planReset(limit, account.at, account.book.timeZone))
    const used = limit ? usedIn(windowAt(limit, account.at, account.book.timeZone)) : 0n
    work.audit({ accountId, subject: `quota:${key}`, reason, detail: { usedBefore: tokensToDecimal(used) } })
  },
})
