import type { StaffCaller } from '@/lib/domain/access/callers'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { setBudget } from '@/lib/usecases/quotas/set-budget'
import { setCap } from '@/lib/usecases/quotas/set-cap'
import type { Deed, Teller } from './teller'

const MONTHLY = { scope: 'account', measure: 'tokens', unit: 'month' } as const

/** Staff slows the customer's agents down earlier than the plan would: as agreed, and the customer reads why. */
export function earlierSlowing(teller: Teller, admin: StaffCaller): Deed {
  return async ({ accountId }) => {
    const quota = {
      name: 'hour',
      scope: 'account',
      measure: 'tokens',
      unit: 'hour',
      kind: 'fixed',
      cap: '25000',
      policy: 'slow',
      slowPerMinute: 120,
      reasonEn: 'Agreed with Grace: agents that run in a loop are slowed down at 25,000 tokens an hour, not at 40,000.',
      reasonFr:
        'Convenu avec Grace : les agents qui tournent en boucle sont ralentis à 25 000 jetons par heure, et non à 40 000.',
      reason: 'Grace asked for it after an agent had run in a loop for two hours.',
    } as const
    await setQuota(admin, { accountId, ...quota }, teller.house)
  }
}

/** The customer wants to be told when the month costs more than usual, and stopped before it costs much more. */
export function budgetAndCap(teller: Teller): Deed {
  return async ({ accountId, owner }) => {
    await setBudget(owner, { accountId, ...MONTHLY, cap: '450000' }, teller.house)
    await setCap(owner, { accountId, ...MONTHLY, cap: '600000' }, teller.house)
  }
}
