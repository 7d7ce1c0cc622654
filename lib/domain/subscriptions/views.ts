import type { Plan } from '../catalogue/plans'
import type { Instant } from '../instants'
import type { RolloverRule } from '../ledger/model'
import type { Tokens } from '../tokens'
import type { Period } from './plan-change'

/** A plan's names, for readers of either language. */
export type PlanName = Pick<Plan, 'key' | 'nameEn' | 'nameFr'>

/** The plan in force, as it was taken: the plan on sale may have changed since. */
export interface PlanInForce extends PlanName {
  readonly allowance: Tokens
  /** Paid each period, in minor units of the account's currency. */
  readonly costCents: bigint
  readonly unit: 'month' | 'year'
  /** Null where unused tokens lapse with their period. */
  readonly rollover: RolloverRule | null
  /** Null once it is not paid any longer. */
  readonly period: Period | null
  /** When the next period brings its tokens; null when none is to come on this plan. */
  readonly renewsAt: Instant | null
}

export interface PlanView {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly plan: PlanInForce | null
  /** What takes its place and when: another plan, or none. Null when nothing does. */
  readonly change: { readonly at: Instant; readonly plan: PlanName | null } | null
}
