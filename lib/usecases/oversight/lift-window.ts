import { instantToIso } from '@/lib/domain/instants'
import { LiftWindowInput } from '@/lib/domain/oversight/quota-inputs'
import { planLift } from '@/lib/domain/quotas/plan-relief'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { lockLimits, writeWindow } from '../quotas/change-limits'

/** Lets a quota stop nothing until an instant, at most 30 days ahead. It counts all the same. */
export const liftWindow = defineUsecase({
  name: 'oversight.lift-window',
  input: LiftWindowInput,
  allow: staff('operator', 'admin'),
  run: async ({ accountId, key, until, reason }, work) => {
    const account = await lockLimits(work, accountId)
    const limit = account.limits.find(({ quota }) => quota.key === key)
    await writeWindow(work.tx, account, key, planLift(limit, until, account.at, account.book.timeZone))
    work.audit({ accountId, subject: `quota:${key}`, reason, detail: { liftedUntil: instantToIso(until) } })
  },
})
