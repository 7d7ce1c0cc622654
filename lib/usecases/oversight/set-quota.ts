import { NIL_ID } from '@/lib/domain/ledger/model'
import { SetQuotaInput } from '@/lib/domain/oversight/quota-inputs'
import type { Quota } from '@/lib/domain/quotas/model'
import { requireRoom } from '@/lib/domain/quotas/own-limits'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { lockLimits, putLimit } from '../quotas/change-limits'
import { limitInText } from '../quotas/limit-in-text'

/** Gives an account, or one of its API keys, a quota of its own, in the place of the plan's of the same name if there is one. */
export const setQuota = defineUsecase({
  name: 'oversight.set-quota',
  input: SetQuotaInput,
  allow: staff('operator', 'admin'),
  run: async ({ accountId, scopeId, reason, ...terms }, work): Promise<Quota> => {
    const place = scopeId === null ? 'account' : `key:${scopeId}`
    const quota = { ...terms, key: `${place}:${terms.name}`, origin: 'staff' as const, scopeId: scopeId ?? NIL_ID }
    const account = await lockLimits(work, accountId)
    requireRoom(account.loaded.own, quota.key)
    const before = account.limits.find((limit) => limit.quota.key === quota.key)
    await putLimit(work, account, quota)
    const detail = { before: before ? limitInText(before.quota) : null, after: limitInText(quota) }
    work.audit({ accountId, subject: `quota:${quota.key}`, reason, detail })
    return quota
  },
})
