import type { Plan } from '../catalogue/plans'
import { type Instant, SECOND } from '../instants'
import type { Allowance, PlanOfAccount } from '../ledger/model'
import { anchorOf, periodGrantId, periodStart } from '../ledger/periods'
import { PRIORITY, planGrant } from '../ledger/plan-grant'
import type { OpenBook } from '../ledger/posting'
import type { Tokens } from '../tokens'
import { firstPeriod } from './first-period'
import {
  type Period,
  type PlanChange,
  type RestOfPeriod,
  rolloverOf,
  type Standing,
  type Subscription,
} from './plan-change'

/** How a first plan begins. */
export interface Beginning {
  /** Wall-clock time of the account's zone from which periods are counted; by default that of the beginning. */
  readonly anchor?: string | undefined
  /** By default now. A period that runs then is brought whole. */
  readonly startsAt?: Instant | undefined
  /** No period begins at or after it; by default there is no such end. */
  readonly paidUntil?: Instant | undefined
}

export interface ChangeTerms extends Beginning {
  readonly plan: Plan
  /** Whether each of its periods is paid by card; the one that this change begins is paid already. */
  readonly isBilled: boolean
  /** Time under the lock, which may run a little ahead of `readAt`: whoever reads at that must find the plan running. */
  readonly now: Instant
  readonly readAt: Instant
  readonly actor: string
  readonly reason: string
  readonly newId: () => string
}

/** What a change of plan leaves to be written beside the book. */
export interface AppliedChange {
  readonly kind: PlanChange['kind']
  /** From when on the plan is in force; null when nothing was changed. */
  readonly from: Instant | null
  /** What an upgrade added for the rest of the period, and what that costs. */
  readonly tokensAdded: Tokens
  readonly costCents: bigint
  readonly added: Subscription | null
  /** Subscriptions that get an end, or (null) lose theirs. */
  readonly ends: readonly { readonly id: string; readonly endsAt: Instant | null }[]
  readonly planOfAccount: PlanOfAccount
}

type Applied = Omit<AppliedChange, 'kind' | 'ends'> & { ends?: AppliedChange['ends'] }

/**
 * Puts the account of an open book on a plan as `planChange` decided: the same for the deed, its preview and a forecast of it. The next
 * settling of the book opens what has begun. Never for 'unchanged'.
 */
export function applyPlanChange(
  open: OpenBook,
  standing: Standing,
  change: Exclude<PlanChange, { kind: 'unchanged' }>,
  terms: ChangeTerms,
): AppliedChange {
  const { current, next } = standing
  const withdrawn = next ? [endAllowance(open, next, next.startsAt)] : []
  const applied = ((): Applied => {
    switch (change.kind) {
      case 'start':
        return start(open, current, terms)
      case 'keep':
        return keep(open, required(current), change.period, terms)
      case 'upgrade':
        return upgrade(open, required(current), change, terms)
      case 'at-period-end':
        return atPeriodEnd(open, required(current), change.period, terms)
    }
  })()
  return { ...applied, kind: change.kind, ends: [...withdrawn, ...(applied.ends ?? [])] }
}

/** Ends a subscription: its allowance opens no further period. */
export function endAllowance(
  open: OpenBook,
  { id, allowance, startsAt }: Subscription,
  at: Instant,
): { id: string; endsAt: Instant } {
  open.setAllowance({ ...allowance, nextAt: null })
  return { id, endsAt: at > startsAt ? at : startsAt }
}

function start(open: OpenBook, current: Subscription | null, terms: ChangeTerms): Applied {
  const ends = current ? [endAllowance(open, current, terms.readAt)] : []
  const { timeZone } = open.book
  const { plan, now, readAt, startsAt: from } = terms
  const anchor = terms.anchor ?? anchorOf(from ?? now - (now % SECOND), timeZone)
  const { n, startsAt: nextAt } = firstPeriod({ anchor, unit: plan.periodUnit }, timeZone, from ?? now, now)
  const startsAt = nextAt > now ? nextAt : readAt
  const isPaid = startsAt <= readAt
  const paidTo = isPaid ? periodStart({ anchor, unit: plan.periodUnit }, timeZone, n + 1) : nextAt
  const paidUntil = isByCard(terms) ? paidTo : (terms.paidUntil ?? null)
  const added = subscribe(open, terms, startsAt, { anchor, nextN: n, nextAt, paidUntil })
  const planOfAccount =
    startsAt > now ? { key: null, nextKey: plan.key, nextAt: startsAt } : { key: plan.key, nextKey: null, nextAt: null }
  return { from: startsAt, tokensAdded: 0n, costCents: 0n, added, ends, planOfAccount }
}

function keep(open: OpenBook, current: Subscription, { endsAt }: Period, { readAt }: ChangeTerms): Applied {
  open.setAllowance({ ...current.allowance, nextAt: endsAt })
  const planOfAccount = { key: current.planKey, nextKey: null, nextAt: null }
  const ends = [{ id: current.id, endsAt: null }]
  return { from: readAt, tokensAdded: 0n, costCents: 0n, added: null, ends, planOfAccount }
}

function upgrade(
  open: OpenBook,
  current: Subscription,
  { period: { n, endsAt }, rest }: { period: Period; rest: RestOfPeriod },
  terms: ChangeTerms,
): Applied {
  const { plan, now, readAt, actor, reason } = terms
  const ends = [endAllowance(open, current, readAt)]
  const { anchor } = current.allowance
  const paidUntil = isByCard(terms) ? endsAt : unbilled(current)
  const added = subscribe(open, terms, readAt, { anchor, nextN: n + 1, nextAt: endsAt, paidUntil })
  const { tokens, costCents, rollover } = rest
  if (tokens > 0n) {
    const grant = {
      id: periodGrantId(added.allowance.id, n),
      source: 'plan' as const,
      name: planName(plan),
      amount: tokens,
      priority: PRIORITY.plan,
      effectiveAt: now,
      expiresAt: endsAt,
      costCents,
      allowedActions: [],
      originGrantId: null,
      actor,
      reason,
      allowanceId: added.allowance.id,
      periodN: n,
      rollover,
    }
    open.post(planGrant(open.book, grant, now), now)
  }
  const planOfAccount = { key: plan.key, nextKey: null, nextAt: null }
  return { from: readAt, tokensAdded: tokens, costCents, added, ends, planOfAccount }
}

/** Periods of the same length go on counting from the same anchor; others are counted from the boundary. */
function atPeriodEnd(open: OpenBook, current: Subscription, { n, endsAt }: Period, terms: ChangeTerms): Applied {
  const { plan } = terms
  const ends = [endAllowance(open, current, endsAt)]
  const { anchor, unit } = current.allowance
  const paidUntil = isByCard(terms) ? endsAt : unbilled(current)
  const counted =
    unit === plan.periodUnit ? { anchor, nextN: n + 1 } : { anchor: anchorOf(endsAt, open.book.timeZone), nextN: 0 }
  const added = subscribe(open, terms, endsAt, { ...counted, nextAt: endsAt, paidUntil })
  const planOfAccount = { key: current.planKey, nextKey: plan.key, nextAt: endsAt }
  return { from: endsAt, tokensAdded: 0n, costCents: 0n, added, ends, planOfAccount }
}

/** A plan without a price is never billed. */
function isByCard({ isBilled, plan }: ChangeTerms): boolean {
  return isBilled && plan.priceCents > 0n
}

/** What was agreed for a plan that is billed elsewhere goes on; a card's payments end with the plan they paid. */
function unbilled({ allowance }: Subscription): Instant | null {
  return allowance.isBilled ? null : allowance.paidUntil
}

type Periods = Pick<Allowance, 'anchor' | 'nextN' | 'nextAt' | 'paidUntil'>

function subscribe(open: OpenBook, terms: ChangeTerms, startsAt: Instant, periods: Periods): Subscription {
  const { plan, actor, reason, newId } = terms
  const allowance: Allowance = {
    id: newId(),
    name: planName(plan),
    planKey: plan.key,
    amount: plan.allowance,
    costCents: plan.priceCents,
    priority: PRIORITY.plan,
    unit: plan.periodUnit,
    rollover: rolloverOf(plan),
    ...periods,
    isBilled: isByCard(terms),
    actor,
    reason,
  }
  open.setAllowance(allowance)
  return { id: newId(), planKey: plan.key, startsAt, endsAt: null, allowance }
}

/** What the grants of a plan are called. */
function planName({ nameEn }: Plan): string {
  return `${nameEn} plan`
}

function required(current: Subscription | null): Subscription {
  if (!current) throw new RangeError('A change of plan needs a running one.')
  return current
}
