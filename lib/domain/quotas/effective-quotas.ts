import type { PlanQuota } from '../catalogue/plans'
import type { Instant } from '../instants'
import { NIL_ID, type PlanOfAccount } from '../ledger/model'
import type { Quota } from './model'

/** The limits that hold for an account: its plan's, those that staff put in their place, and its own. */
export function effectiveQuotas(plan: readonly PlanQuota[], own: readonly Quota[]): Quota[] {
  const replaced = new Set(own.filter(({ origin }) => origin === 'staff').map(({ key }) => key))
  return [...plan.map(planQuota).filter(({ key }) => !replaced.has(key)), ...own]
}

/** The key of the plan whose quotas hold at the instant: a change that is due holds, settled or not. */
export function planInForce({ key, nextKey, nextAt }: PlanOfAccount, at: Instant): string | null {
  return nextAt !== null && nextAt <= at ? nextKey : key
}

function planQuota(quota: PlanQuota): Quota {
  return { ...quota, key: `account:${quota.name}`, origin: 'plan', scope: 'account', scopeId: NIL_ID }
}
