import type { Pack, Plan } from '../catalogue/plans'
import { DAY, type Instant } from '../instants'
import { type Book, SETTLEMENT_ACTOR } from '../ledger/model'
import { PRIORITY, planGrant } from '../ledger/plan-grant'
import { planDebtPayment, settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { applyPlanChange } from '../subscriptions/apply-plan-change'
import { planChange, type Standing } from '../subscriptions/plan-change'
import { type ForecastFacts, makeForecast } from './make-forecast'
import type { Forecast } from './model'

/** Something that is not so, and might be. */
export type Supposition =
  /** So many times as much is used as in the past. */
  | { readonly kind: 'pace'; readonly pace: number }
  /** These packs are bought now. */
  | { readonly kind: 'packs'; readonly packs: readonly Pack[] }
  /** The account changes to the plan, as `planChange` would have it. */
  | { readonly kind: 'plan'; readonly plan: Plan; readonly standing: Standing }

const BY = { actor: SETTLEMENT_ACTOR, reason: 'What if.' }

/**
 * The forecast as it would be: the same paths of demand, walked through the book that the deed itself would leave. Since the paths are the
 * same, two suppositions differ by what they suppose, and by no chance.
 */
export function whatIf(facts: ForecastFacts, supposition: Supposition): Forecast {
  switch (supposition.kind) {
    case 'pace':
      return makeForecast(atPace(facts, supposition.pace))
    case 'packs':
      return makeForecast({ ...facts, book: supposed(facts, (open, now) => buy(open, supposition.packs, now)) })
    case 'plan':
      return makeForecast({ ...facts, book: supposed(facts, (open, now) => change(open, supposition, now)) })
  }
}

/** The facts with every path scaled: `pace` counts from the account's own. */
export function atPace(facts: ForecastFacts, pace: number): ForecastFacts {
  if (pace === facts.pace) return facts
  const factor = pace / facts.pace
  const paths = facts.demand.paths.map((path) => path.map((asked) => asked * factor))
  return { ...facts, pace, demand: { ...facts.demand, paths } }
}

/** The book after a deed and all that follows from it at once. */
function supposed({ book, demand }: ForecastFacts, deed: (open: OpenBook, now: Instant) => void): Book {
  const now = demand.edges[0] ?? 0n
  const open = new OpenBook(book)
  deed(open, now)
  settle(open, now)
  const payment = planDebtPayment(open.book, now)
  if (payment) open.post(payment, now)
  return open.book
}

function buy(open: OpenBook, packs: readonly Pack[], now: Instant): void {
  for (const [i, pack] of packs.entries()) {
    const grant = {
      id: `what if ${i}`,
      source: 'pack' as const,
      name: pack.nameEn,
      amount: pack.tokens,
      priority: PRIORITY.pack,
      effectiveAt: now,
      expiresAt: now + BigInt(pack.expiresAfterDays) * DAY,
      costCents: pack.priceCents,
      allowedActions: [],
      originGrantId: null,
      ...BY,
    }
    open.post(planGrant(open.book, grant, now), now)
  }
}

function change(open: OpenBook, { plan, standing }: Extract<Supposition, { kind: 'plan' }>, now: Instant): void {
  const decided = planChange(standing, plan, now)
  if (decided.kind === 'unchanged') return
  let made = 0
  applyPlanChange(open, standing, decided, {
    plan,
    isBilled: false,
    now,
    readAt: now,
    newId: () => whatIfId(made++),
    ...BY,
  })
}

/** Ids of periods follow from their allowance's, which has to look like one. */
function whatIfId(n: number): string {
  return `00000000-0000-7000-8000-00000000000${n}`
}
