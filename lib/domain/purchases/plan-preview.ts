import type { Plan } from '../catalogue/plans'
import type { Instant } from '../instants'
import { type Book, type Grant, SETTLEMENT_ACTOR } from '../ledger/model'
import { planDebtPayment, settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { compareSpendOrder } from '../ledger/spend-order'
import { applyPlanChange } from '../subscriptions/apply-plan-change'
import { applyPlanEnd } from '../subscriptions/apply-plan-end'
import type { Standing } from '../subscriptions/plan-change'
import type { Tokens } from '../tokens'
import { type LimitChange, limitChanges } from './limit-changes'
import { TOTAL_MIN_CENTS } from './plan-order'
import { type PlanQuote, type PlanVerb, quotePlan } from './plan-quote'
import { addTax, type Tax, type TaxedAmount } from './tax'

/** What becomes of the tokens of a grant that is there now. */
export interface GrantFate {
  readonly grantId: string
  readonly name: string
  readonly source: Grant['source']
  /** In it now, whatever is held of it included. */
  readonly tokens: Tokens
  /** Taken away by the change. */
  readonly lost: Tokens
  /** Null for one that never expires. */
  readonly until: Instant | null
  /** What goes on into the next period if nothing is used until then; the rest of it expires. */
  readonly rollsOver: Tokens
}

/** A difference in money for the rest of a period, with the fraction that is paid of it. */
export interface RestPaid {
  readonly differenceCents: bigint
  readonly left: Instant
  readonly whole: Instant
}

/** All that a change of plan does, before it is done: the deed leaves the very same. */
export interface PlanPreview extends TaxedAmount {
  readonly verb: PlanVerb | 'cancel'
  readonly quotedAt: Instant
  /** When the plan is in force, or the running one ends. */
  readonly from: Instant
  readonly tax: Tax
  /** How an upgrade's price comes about; null for all else. */
  readonly rest: RestPaid | null
  /** Come at once. */
  readonly tokens: Tokens
  /** What may be spent, before and after. */
  readonly available: { readonly before: Tokens; readonly after: Tokens }
  /** In spend order. */
  readonly grants: readonly GrantFate[]
  readonly limits: readonly LimitChange[]
  /** What the card is charged next; null when nothing is. */
  readonly nextCharge: (TaxedAmount & { readonly at: Instant }) | null
  /** Until when one click takes it back; null for what is done at once. */
  readonly undoUntil: Instant | null
}

/** What confirms a change: an order is paid, all else is done as it is confirmed. Null for what cannot be confirmed. */
export type PlanDeed = 'order' | 'choose' | 'keep' | 'cancel'

export function deedOf({
  verb,
  netCents,
  totalCents,
}: Pick<PlanPreview, 'verb' | 'netCents' | 'totalCents'>): PlanDeed | null {
  if (verb === 'cancel' || verb === 'keep') return verb
  if (verb === 'unchanged') return null
  if (netCents === 0n) return 'choose'
  return totalCents >= TOTAL_MIN_CENTS ? 'order' : null
}

export interface PreviewFacts {
  /** Settled to the instant. */
  readonly book: Book
  readonly standing: Standing
  /** The plan that runs, as it is sold today; null for none. */
  readonly current: Plan | null
  /** Null to end the plan. */
  readonly target: Plan | null
  readonly at: Instant
  readonly tax: Tax
}

/** What the change does, on a copy of the book, through the functions that do it. */
export function previewPlan(facts: PreviewFacts): PlanPreview {
  const { book, standing, current, target, at, tax } = facts
  const open = new OpenBook(book)
  const quote = target && quotePlan(standing, target, at, tax)
  const next = quote ? change(open, facts, quote) : end(open, facts)
  settle(open, at)
  const payment = planDebtPayment(open.book, open.book.lastTransactionAt ?? at)
  if (payment) open.post(payment, at)
  return {
    verb: quote?.verb ?? 'cancel',
    quotedAt: at,
    from: next.from,
    tax,
    ...addTax(quote?.netCents ?? 0n, tax),
    rest: quote && restPaid(quote, facts),
    tokens: quote?.tokens ?? 0n,
    available: { before: book.available, after: open.book.available },
    grants: fatesOf(open),
    limits: limitChanges(current?.quotas ?? [], target?.quotas ?? []),
    nextCharge: chargeOf(open.book, next, tax),
    undoUntil: next.isUndone ? next.from : null,
  }
}

/** What goes on after a change: from when, by which allowance it is paid, and whether it is only to come. */
interface Next {
  readonly from: Instant
  readonly allowanceId: string | null
  readonly isUndone: boolean
}

function change(open: OpenBook, { standing, target, at }: PreviewFacts, { change }: PlanQuote): Next {
  const { current, next } = standing
  if (!target || change.kind === 'unchanged') {
    const stays = next ?? current
    return { from: stays?.startsAt ?? at, allowanceId: paidByCard(stays), isUndone: false }
  }
  let made = 0
  const by = { actor: SETTLEMENT_ACTOR, reason: 'Preview.' }
  const terms = { plan: target, isBilled: true, now: at, readAt: at, newId: () => previewId(made++), ...by }
  const { from, added } = applyPlanChange(open, standing, change, terms)
  const allowanceId = added ? added.allowance.id : paidByCard(current)
  return { from: from ?? at, allowanceId, isUndone: change.kind === 'at-period-end' }
}

function end(open: OpenBook, { standing, at }: PreviewFacts): Next {
  const from = applyPlanEnd(open, standing, at)?.endsAt ?? standing.current?.endsAt ?? at
  return { from, allowanceId: null, isUndone: from > at }
}

/** What the seller bills elsewhere is no matter of the card. */
function paidByCard(subscription: Standing['current']): string | null {
  return subscription?.allowance.isBilled ? subscription.allowance.id : null
}

function chargeOf({ allowances }: Book, { allowanceId }: Next, tax: Tax): PlanPreview['nextCharge'] {
  const allowance = allowanceId === null ? undefined : allowances.get(allowanceId)
  if (!allowance || allowance.nextAt === null || allowance.costCents === 0n) return null
  return { at: allowance.nextAt, ...addTax(allowance.costCents, tax) }
}

function restPaid({ change }: PlanQuote, { standing: { current }, target, at }: PreviewFacts): RestPaid | null {
  if (change.kind !== 'upgrade' || !current || !target) return null
  const { startsAt, endsAt } = change.period
  const difference = target.priceCents - current.allowance.costCents
  return { differenceCents: difference > 0n ? difference : 0n, left: endsAt - at, whole: endsAt - startsAt }
}

/** The grants that had tokens before, as the change and then time alone treat them. */
function fatesOf(open: OpenBook): GrantFate[] {
  const lost = movedTo(open, ['expired', 'revoked'])
  const grants = [...open.before.grants.values()].filter((grant) => tokensIn(grant) > 0n).sort(compareSpendOrder)
  const rolling = grants.filter(({ rollover }) => rollover !== null)
  const later = new OpenBook(open.book)
  settle(
    later,
    rolling.reduce((last, { expiresAt }) => (expiresAt !== null && expiresAt > last ? expiresAt : last), 0n),
  )
  const rolled = movedTo(later, ['rolledOver'])
  return grants.map((grant) => ({
    grantId: grant.id,
    name: grant.name,
    source: grant.source,
    tokens: tokensIn(grant),
    lost: lost.get(grant.id) ?? 0n,
    until: grant.expiresAt,
    rollsOver: rolled.get(grant.id) ?? 0n,
  }))
}

function tokensIn({ available, held, pending }: Grant): Tokens {
  return available + held + pending
}

function movedTo({ transactions }: OpenBook, buckets: readonly string[]): Map<string, Tokens> {
  const moved = new Map<string, Tokens>()
  for (const { grantId, to, amount } of transactions.flatMap(({ entries }) => entries)) {
    if (grantId !== null && buckets.includes(to)) moved.set(grantId, (moved.get(grantId) ?? 0n) + amount)
  }
  return moved
}

/** Ids of periods follow from their allowance's, which has to look like one. */
function previewId(n: number): string {
  return `00000000-0000-7000-8000-00000000000${n}`
}
