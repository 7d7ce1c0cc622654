import type { Instant } from '../instants'
import type { PlanOfAccount } from '../ledger/model'
import type { OpenBook } from '../ledger/posting'
import { endAllowance } from './apply-plan-change'
import type { Standing } from './plan-change'

/** What an end of the plan leaves to be written beside the book. */
export interface AppliedEnd {
  readonly endsAt: Instant
  readonly ends: readonly { readonly id: string; readonly endsAt: Instant }[]
  readonly planOfAccount: PlanOfAccount
}

/**
 * Ends the plan of an open book with its running period; at once when none runs. Whatever was to follow is withdrawn. The same for the
 * deed and its preview. Null where there is no plan that does not end already.
 */
export function applyPlanEnd(open: OpenBook, { current, period, next }: Standing, readAt: Instant): AppliedEnd | null {
  if (!next && (!current || current.endsAt !== null)) return null
  const endsAt = period?.endsAt ?? readAt
  const ends = [
    ...(next ? [endAllowance(open, next, next.startsAt)] : []),
    ...(current ? [endAllowance(open, current, endsAt)] : []),
  ]
  const isOver = !current || !period
  const plan = isOver ? { key: null, nextAt: null } : { key: current.planKey, nextAt: endsAt }
  return { endsAt, ends, planOfAccount: { ...plan, nextKey: null } }
}
