import { QuotaInput } from '@/lib/domain/oversight/quota-inputs'
import { notFound } from '@/lib/domain/refusals'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { lockLimits, takeLimit } from '../quotas/change-limits'
import { limitInText } from '../quotas/limit-in-text'

/** Takes a quota of staff's away; the plan's of the same name is in force again. Refuses the plan's own and the customer's. */
export const removeQuota = defineUsecase({
  name: 'oversight.remove-quota',
  input: QuotaInput,
  allow: staff('operator', 'admin'),
  run: async ({ accountId, key, reason }, work) => {
    const account = await lockLimits(work, accountId)
    const quota = account.loaded.own.find((own) => own.key === key)
    if (quota?.origin !== 'staff') throw notFound('quota')
    await takeLimit(work, account, quota)
    work.audit({ accountId, subject: `quota:${key}`, reason, detail: { before: limitInText(quota), after: null } })
  },
})
