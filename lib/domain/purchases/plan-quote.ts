import type { Plan } from '../catalogue/plans'
import { type Instant, MINUTE } from '../instants'
import { type PlanChange, planChange, type Standing } from '../subscriptions/plan-change'
import type { Tokens } from '../tokens'
import { addTax, type Tax, type TaxedAmount } from './tax'

/** What a change of plan is called, seen from the plan that runs. */
export type PlanVerb = 'start' | 'upgrade' | 'downgrade' | 'switch' | 'keep' | 'unchanged'

/** What a change of plan does and costs at once: the same for its preview, its order and the deed. */
export interface PlanQuote extends TaxedAmount {
  readonly verb: PlanVerb
  readonly change: PlanChange
  /** Come at once: a whole period's where a plan starts, the rest of one where it is upgraded. */
  readonly tokens: Tokens
  readonly tax: Tax
}

/** How long a quote may be taken up. */
export const QUOTE_HOLDS: Instant = 30n * MINUTE

/** What putting the account on the plan at the instant does and costs. `standing` is as at the instant, or as `isQuoteGood` allows. */
export function quotePlan(standing: Standing, plan: Plan, at: Instant, tax: Tax): PlanQuote {
  const change = planChange(standing, plan, at)
  const { tokens, netCents } = atOnce(change, plan)
  return { verb: verbOf(change, standing, plan), change, tokens, tax, ...addTax(netCents, tax) }
}

/**
 * Whether what was quoted at an instant may still be taken up: it is recent, and the plan and the period that ran then run now. Where
 * nothing ran, what runs now began later, and the quote is of something else.
 */
export function isQuoteGood({ current, period }: Standing, quotedAt: Instant, now: Instant): boolean {
  if (quotedAt > now || now - quotedAt > QUOTE_HOLDS) return false
  return (current?.startsAt ?? quotedAt) <= quotedAt && (period?.startsAt ?? quotedAt) <= quotedAt
}

function atOnce(change: PlanChange, plan: Plan): { tokens: Tokens; netCents: bigint } {
  if (change.kind === 'start') return { tokens: plan.allowance, netCents: plan.priceCents }
  if (change.kind === 'upgrade') return { tokens: change.rest.tokens, netCents: change.rest.costCents }
  return { tokens: 0n, netCents: 0n }
}

/** Periods of another length make it a switch, whichever is the larger: what it is for the buyer is for the buyer to say. */
function verbOf({ kind }: PlanChange, { current }: Standing, plan: Plan): PlanVerb {
  if (kind !== 'at-period-end') return kind
  const running = current?.allowance
  if (!running || running.unit !== plan.periodUnit) return 'switch'
  return plan.allowance < running.amount || plan.priceCents < running.costCents ? 'downgrade' : 'switch'
}
