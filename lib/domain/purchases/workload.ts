import type { RateCard, RateCardLine } from '../catalogue/model'
import { priceUsage, type Quantities } from '../catalogue/price-usage'
import type { Tokens } from '../tokens'
import { MONTH_DAYS } from './cover-with-packs'

export const LEVELS = ['low', 'typical', 'high'] as const
export type Level = (typeof LEVELS)[number]

/** A figure of which only its range is known. */
export type Spread<T> = Readonly<Record<Level, T>>

/** Units of one quantity class of an action, in thousandths. */
export interface UsedUnits {
  readonly actionKey: string
  readonly quantityClass: string
  readonly unitsMilli: bigint
}

/** What a month used: in tokens by the rate card, and in units, for billing directly. */
export interface MonthOfUse {
  readonly tokens: Tokens
  readonly quantities: readonly UsedUnits[]
}

export interface Workload {
  readonly perCall: Spread<Tokens>
  readonly months: Spread<readonly MonthOfUse[]>
}

/** A described month is looked at over so many of its like: packs outlast a month. */
const MONTHS_DESCRIBED = 6
/** Of recorded months no more than these, the last ones. */
const MONTHS_RECORDED_MAX = 12

/** Sizes that somebody names are taken for the middle: two thirds of them are the low case, one and a half times the high one. */
const SIZES: Spread<readonly [bigint, bigint]> = { low: [2n, 3n], typical: [1n, 1n], high: [3n, 2n] }

export function spreadOf<T>(make: (level: Level) => T): Spread<T> {
  return { low: make('low'), typical: make('typical'), high: make('high') }
}

/** The range of a size that somebody named, in whole units, rounded up. */
export function sizesAround(unitsMilli: bigint): Spread<bigint> {
  return spreadOf((level) => {
    const [times, parts] = SIZES[level]
    return ((unitsMilli * times + parts * 1000n - 1n) / (parts * 1000n)) * 1000n
  })
}

/** So many calls a day of one action, of sizes that are known by their range. Refuses what the rate card has no price for. */
export function describedWorkload(line: RateCardLine, sizes: Spread<Quantities>, callsADay: bigint): Workload {
  const perCall = spreadOf((level) => priceUsage(line, sizes[level]).tokens)
  const calls = callsADay * BigInt(MONTH_DAYS)
  const month = (level: Level): MonthOfUse => ({
    tokens: perCall[level] * calls,
    quantities: Object.entries(sizes[level]).map(([quantityClass, unitsMilli]) => ({
      actionKey: line.actionKey,
      quantityClass,
      unitsMilli: unitsMilli * calls,
    })),
  })
  return { perCall, months: spreadOf((level) => Array.from({ length: MONTHS_DESCRIBED }, () => month(level))) }
}

/** One call that was made. */
export interface RecordedCall {
  /** "2026-11" */
  readonly month: string
  readonly actionKey: string
  readonly quantities: Quantities
}

/** Calls that were made, at the prices of one card. */
export interface RecordedWorkload extends Workload {
  /** The months of the calls, those between without calls included, the last twelve at most. */
  readonly names: readonly string[]
  readonly calls: number
  /** Calls that the card has no price for; they are left out. */
  readonly unpriced: number
}

/**
 * What recorded calls would use: per call the tenth, the middle and the ninetieth of a hundred; the quiet case is that every month is
 * like the quietest, the high one that every month is like the busiest. Null when no call has a price.
 */
export function recordedWorkload(card: RateCard, calls: readonly RecordedCall[]): RecordedWorkload | null {
  const names = lastMonths(calls.map(({ month }) => month))
  const kept = calls.filter(({ month }) => names.includes(month))
  const priced = kept.flatMap((call) => {
    const tokens = tokensOf(card, call)
    return tokens === null ? [] : [{ ...call, tokens }]
  })
  const sorted = priced.map(({ tokens }) => tokens).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const rank = (percent: number) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0n
  if (sorted.length === 0) return null
  const months = names.map((name) => monthOf(priced.filter(({ month }) => month === name)))
  const pick = (isBetter: (a: Tokens, b: Tokens) => boolean) =>
    months.reduce((best, month) => (isBetter(month.tokens, best.tokens) ? month : best))
  const [quietest, busiest] = [pick((a, b) => a < b), pick((a, b) => a > b)]
  return {
    perCall: { low: rank(10), typical: rank(50), high: rank(90) },
    months: { low: months.map(() => quietest), typical: months, high: months.map(() => busiest) },
    names,
    calls: priced.length,
    unpriced: kept.length - priced.length,
  }
}

function tokensOf(card: RateCard, { actionKey, quantities }: RecordedCall): Tokens | null {
  const line = card.lines.get(actionKey)
  const isPriced = line && Object.keys(quantities).every((quantityClass) => line.prices.has(quantityClass))
  return isPriced ? priceUsage(line, quantities).tokens : null
}

function monthOf(calls: readonly (RecordedCall & { tokens: Tokens })[]): MonthOfUse {
  const units = new Map<string, UsedUnits>()
  for (const { actionKey, quantities } of calls) {
    for (const [quantityClass, unitsMilli] of Object.entries(quantities)) {
      const key = `${actionKey} ${quantityClass}`
      const before = units.get(key)?.unitsMilli ?? 0n
      units.set(key, { actionKey, quantityClass, unitsMilli: before + unitsMilli })
    }
  }
  return { tokens: calls.reduce((sum, { tokens }) => sum + tokens, 0n), quantities: [...units.values()] }
}

/** From the first month to the last, without gaps; of more than twelve the last twelve. */
function lastMonths(months: readonly string[]): string[] {
  const sorted = [...new Set(months)].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const names = [last]
  while (names.length < MONTHS_RECORDED_MAX && names[0] !== first) names.unshift(monthBefore(names[0] ?? last))
  return names
}

function monthBefore(name: string): string {
  const [year = '', month = ''] = name.split('-')
  const before = BigInt(month) - 1n
  return before > 0n ? `${year}-${`${before}`.padStart(2, '0')}` : `${`${BigInt(year) - 1n}`.padStart(4, '0')}-12`
}
