import type { Pack, Plan } from '../catalogue/plans'
import type { Tokens } from '../tokens'
import { coverWithPacks, leastCents, type PackPurchase } from './cover-with-packs'

/** What is on sale, all in one currency. */
export interface Offer {
  readonly plans: readonly Plan[]
  readonly packs: readonly Pack[]
}

/** A plan, or none, with the packs that bring what it does not. */
export interface Mix {
  readonly plan: Plan | null
  readonly purchases: readonly PackPurchase[]
  /** Minor units, over all months. */
  readonly cents: bigint
  readonly centsByMonth: readonly bigint[]
}

const MONTHS_OF = { month: 1, year: 12 } as const

/**
 * The cheapest plan and packs for what is used month by month, the first month beginning with a purchase of the plan. Null when no
 * mix can bring it. A begun period of a plan is paid whole. Quotas are left out: they slow or stop, they bring nothing.
 */
export function recommend(offer: Offer, months: readonly Tokens[]): Mix | null {
  const options = [null, ...offer.plans]
    .map((plan) => {
      const needs = shortfalls(plan, months)
      return { plan, needs, least: feesOf(plan, months.length) + leastCents(offer.packs, needs) }
    })
    .sort((a, b) => compare(a.least, b.least))
  return options.reduce<Mix | null>((best, { plan, needs, least }) => {
    if (best && least >= best.cents) return best
    const purchases = coverWithPacks(offer.packs, needs)
    const mix = purchases && mixOf(plan, purchases, months.length)
    return mix && (!best || mix.cents < best.cents) ? mix : best
  }, null)
}

/** For no plan and for each plan its cheapest mix, the cheapest first; of equally cheap ones that with fewer payments. */
export function listMixes({ plans, packs }: Offer, months: readonly Tokens[]): Mix[] {
  return [null, ...plans]
    .flatMap((plan) => {
      const purchases = coverWithPacks(packs, shortfalls(plan, months))
      return purchases ? [mixOf(plan, purchases, months.length)] : []
    })
    .sort((a, b) => compare(a.cents, b.cents) || a.purchases.length - b.purchases.length)
}

/** What each month uses beyond what the plan brings. What was rolled over goes first, then the allowance: that is the ledger's order. */
function shortfalls(plan: Plan | null, months: readonly Tokens[]): Tokens[] {
  let rolled: Tokens = 0n
  let allowance: Tokens = 0n
  return months.map((used, month) => {
    if (plan && month % MONTHS_OF[plan.periodUnit] === 0) {
      rolled = rolledOver(plan, rolled, allowance)
      allowance = plan.allowance
    }
    const fromRolled = least(used, rolled)
    const fromAllowance = least(used - fromRolled, allowance)
    rolled = rolled - fromRolled
    allowance = allowance - fromAllowance
    return used - fromRolled - fromAllowance
  })
}

/** What a new period begins with besides its allowance. What was rolled over once lapses now; else it goes on. */
function rolledOver({ rollover, rolloverMax }: Plan, rolled: Tokens, unused: Tokens): Tokens {
  if (rollover === 'none') return 0n
  const kept = rolloverMax === null ? unused : least(unused, rolloverMax)
  return rollover === 'unlimited' ? rolled + kept : kept
}

function mixOf(plan: Plan | null, purchases: readonly PackPurchase[], months: number): Mix {
  const centsByMonth = Array.from({ length: months }, (_, month) => {
    const fee = feesOf(plan, month + 1) - feesOf(plan, month)
    const bought = purchases.filter((purchase) => purchase.month === month)
    return bought.reduce((sum, { pack, count }) => sum + pack.priceCents * count, fee)
  })
  return { plan, purchases, centsByMonth, cents: centsByMonth.reduce((sum, cents) => sum + cents, 0n) }
}

/** What the plan costs over so many months: a begun period is paid whole. */
function feesOf(plan: Plan | null, months: number): bigint {
  return plan ? plan.priceCents * BigInt(Math.ceil(months / MONTHS_OF[plan.periodUnit])) : 0n
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
