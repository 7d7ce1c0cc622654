import type { Pack, Plan } from '../catalogue/plans'
import type { Tokens } from '../tokens'
import { coverWithPacks, type PackPurchase } from './cover-with-packs'

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
  return listMixes(offer, months)[0] ?? null
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
    const fee = plan && month % MONTHS_OF[plan.periodUnit] === 0 ? plan.priceCents : 0n
    const bought = purchases.filter((purchase) => purchase.month === month)
    return bought.reduce((sum, { pack, count }) => sum + pack.priceCents * count, fee)
  })
  return { plan, purchases, centsByMonth, cents: centsByMonth.reduce((sum, cents) => sum + cents, 0n) }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
