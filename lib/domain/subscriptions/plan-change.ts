import type { Plan } from '../catalogue/plans'
import { type Instant, instantToIso } from '../instants'
import type { Allowance, RolloverRule } from '../ledger/model'
import { Refusal } from '../refusals'
import type { Tokens } from '../tokens'

/** An account on a plan, and the allowance that it set. It ends before it begins when it was withdrawn. */
export interface Subscription {
  readonly id: string
  readonly planKey: string
  readonly startsAt: Instant
  readonly endsAt: Instant | null
  readonly allowance: Allowance
}

/** The period that runs, as its grants announce it: what was said stays, whatever the zone is now. */
export interface Period {
  readonly n: number
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Where an account stands: what runs, with its period while that is paid for, and what is to take its place. */
export interface Standing {
  readonly current: Subscription | null
  readonly period: Period | null
  readonly next: Subscription | null
}

/** What an upgrade adds for the rest of the running period. */
export interface RestOfPeriod {
  readonly tokens: Tokens
  readonly costCents: bigint
  readonly rollover: RolloverRule | null
}

export type PlanChange =
  /** The account is on the plan already, or will be. */
  | { readonly kind: 'unchanged' }
  /** Nothing runs: the plan begins now, with a first period of its own. */
  | { readonly kind: 'start' }
  /** The running plan goes on: the change that was to come is withdrawn. */
  | { readonly kind: 'keep'; readonly period: Period }
  /** More from now on: the rest of the period at once, whole periods from its end. */
  | { readonly kind: 'upgrade'; readonly period: Period; readonly rest: RestOfPeriod }
  /** The running plan ends with its period, the other begins there. */
  | { readonly kind: 'at-period-end'; readonly period: Period }

/**
 * What putting an account on a plan does: more tokens, or as many at a higher price, come now; anything else waits for the end of
 * the period, so that nothing that was paid for is taken away. A plan that has changed since it was taken counts as another one.
 */
export function planChange({ current, period, next }: Standing, plan: Plan, at: Instant): PlanChange {
  if (next && isOfTerms(next, plan)) return { kind: 'unchanged' }
  if (!current || !period) return { kind: 'start' }
  if (isOfTerms(current, plan)) return current.endsAt === null ? { kind: 'unchanged' } : { kind: 'keep', period }
  const running = current.allowance
  const isMore =
    plan.allowance > running.amount || (plan.allowance === running.amount && plan.priceCents > running.costCents)
  if (plan.periodUnit !== running.unit || !isMore) return { kind: 'at-period-end', period }
  return { kind: 'upgrade', period, rest: restOfPeriod(running, plan, period, at) }
}

/**
 * Refuses while the next period is paid and has not begun, for some minutes around the renewal: another plan, or none, would take away what
 * was paid for.
 */
export function requireNotRenewed({ current, next }: Pick<Standing, 'current' | 'next'>): void {
  const beginsAt = paidAhead(current) ?? paidAhead(next)
  if (beginsAt === null) return
  throw new Refusal('conflict', {
    detail:
      'The next period was paid a moment ago. Change the plan once it has begun, in some minutes. Nothing was changed.',
    facts: { beginsAt: instantToIso(beginsAt), rule: 'paid-ahead' },
  })
}

/** When the period begins that a card has paid ahead: of the plan that runs, or of the one that is to come. */
function paidAhead(subscription: Subscription | null): Instant | null {
  if (!subscription) return null
  const { isBilled, nextAt, paidUntil } = subscription.allowance
  return isBilled && nextAt !== null && paidUntil !== null && paidUntil > nextAt ? nextAt : null
}

/** The rule by which a plan's unused tokens roll over; null where they lapse. */
export function rolloverOf({ rollover, rolloverMax }: Plan): RolloverRule | null {
  return rollover === 'none' ? null : { times: rollover, max: rolloverMax }
}

function isOfTerms({ planKey, allowance }: Subscription, plan: Plan): boolean {
  const rule = rolloverOf(plan)
  return (
    planKey === plan.key &&
    allowance.amount === plan.allowance &&
    allowance.costCents === plan.priceCents &&
    allowance.unit === plan.periodUnit &&
    allowance.rollover?.times === rule?.times &&
    allowance.rollover?.max === rule?.max
  )
}

/**
 * The difference for what is left of the period, tokens and money by the same fraction, rounded down. Since each plan of a chain of
 * upgrades adds only what it brings beyond the one before, they never add up to more than the dearest brings.
 */
function restOfPeriod(running: Allowance, plan: Plan, { startsAt, endsAt }: Period, at: Instant): RestOfPeriod {
  const left = endsAt - (at > startsAt ? at : startsAt)
  const ofRest = (difference: bigint) => (difference > 0n ? (difference * left) / (endsAt - startsAt) : 0n)
  return {
    tokens: ofRest(plan.allowance - running.amount),
    costCents: ofRest(plan.priceCents - running.costCents),
    rollover: rolloverBeyond(running.rollover, rolloverOf(plan)),
  }
}

/** What rolls over under the new rule and did not under the old: together they let no more through than the more generous one. */
function rolloverBeyond(old: RolloverRule | null, rule: RolloverRule | null): RolloverRule | null {
  if (old === null || rule === null || rule.max === null) return rule
  if (old.max === null || old.max >= rule.max) return null
  return { times: rule.times, max: rule.max - old.max }
}
