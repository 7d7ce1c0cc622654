import type { ComparisonPrice } from '../catalogue/comparisons'
import { DAY, type Instant } from '../instants'
import type { Tokens } from '../tokens'
import { type Comparison, compareDirect, directCents, type MonthlyCost } from './compare-direct'
import { MONTH_DAYS } from './cover-with-packs'
import { listMixes, type Mix, type Offer, recommend } from './recommend'
import { type MonthOfUse, type Spread, spreadOf, type Workload } from './workload'

export interface DirectCost {
  readonly price: ComparisonPrice
  readonly cost: MonthlyCost
  readonly comparison: Comparison
}

/** What a workload takes and costs. */
export interface Estimate {
  readonly perCall: Spread<Tokens>
  readonly perMonth: Spread<Tokens>
  readonly months: number
  /** The cheapest mix for no plan and for each plan in the typical case, the cheapest first; empty where nothing can bring it. */
  readonly mixes: readonly Mix[]
  /** Of the cheapest mix in each case; null where nothing can bring it. */
  readonly cost: MonthlyCost | null
  /** By provider; those who price only a part of it are left out. */
  readonly direct: readonly DirectCost[]
  /** When the balance that somebody has would be used up: the first and the last day in question; null without a balance or use. */
  readonly runsOut: Spread<Instant> | null
}

interface Circumstances {
  offer: Offer
  comparisons: readonly ComparisonPrice[]
  balance: Tokens
  now: Instant
}

/** All that the estimate says of a workload, from what is on sale. */
export function estimateOf(
  { perCall, months }: Workload,
  { offer, comparisons, balance, now }: Circumstances,
): Estimate {
  const used = spreadOf((level) => months[level].map(({ tokens }) => tokens))
  const mixes = listMixes(offer, used.typical)
  const best = { low: recommend(offer, used.low), typical: mixes[0], high: recommend(offer, used.high) }
  const perMonth = spreadOf((level) => average(used[level]))
  const cost = costOf(spreadOf((level) => best[level]?.centsByMonth ?? null))
  return {
    perCall,
    perMonth,
    months: months.typical.length,
    mixes,
    cost,
    direct: cost ? comparisons.flatMap((price) => directCost(price, months, cost)) : [],
    runsOut: balance > 0n && perMonth.low > 0n ? spreadOf((level) => now + lasts(balance, perMonth[level])) : null,
  }
}

function directCost(price: ComparisonPrice, months: Spread<readonly MonthOfUse[]>, tokens: MonthlyCost): DirectCost[] {
  const cost = costOf(
    spreadOf((level) => allOrNull(months[level].map((month) => directCents(price, month.quantities)))),
  )
  return cost ? [{ price, cost, comparison: compareDirect(tokens, cost) }] : []
}

function costOf(cents: Spread<readonly bigint[] | null>): MonthlyCost | null {
  const { low, typical, high } = cents
  if (!low || !typical || !high) return null
  return {
    low: average(low),
    typical: average(typical),
    high: average(high),
    worst: high.reduce((most, one) => (one > most ? one : most), 0n),
  }
}

function allOrNull(cents: readonly (bigint | null)[]): bigint[] | null {
  const known = cents.filter((one) => one !== null)
  return known.length === cents.length ? known : null
}

/** Rounded up: what somebody has to reckon with. */
function average(values: readonly bigint[]): bigint {
  const months = BigInt(values.length)
  return (values.reduce((sum, value) => sum + value, 0n) + months - 1n) / months
}

function lasts(balance: Tokens, perMonth: Tokens): Instant {
  return (balance * BigInt(MONTH_DAYS) * DAY) / perMonth
}
