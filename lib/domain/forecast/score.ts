import type { Tokens } from '../tokens'
import { tokensToPlot } from '../tokens'
import type { Range, UsageClass } from './model'
import { quantile } from './quantiles'
import type { ToldRecord } from './views'

/** The horizon, in days, by which forecasts are judged before a customer. */
export const JUDGED_DAYS = 7
/** An account's own record goes back so many days. */
export const RECORD_DAYS = 30
/** The share of ranges that ought to hold. */
export const AIM = 0.8
/** Fewer scored forecasts teach nothing. */
export const LEARNED_FROM_MIN = 100
const SPREAD_MIN = 0.5
const SPREAD_MAX = 3

export interface Score {
  /** Whether the range held what was used. */
  readonly held: boolean
  /** The spread with which the range would just have held it; null where the range was a point or nothing was used. */
  readonly distance: number | null
}

/** How a forecast of use came out, given the spread by which its range was stretched (in log use, around the middle). */
export function scoreUse(said: Range<Tokens>, used: Tokens, spread: number): Score {
  const held = said.p10 <= used && used <= said.p90
  const [p10, p50, p90, truth] = [said.p10, said.p50, said.p90, used].map((amount) => Math.log(tokensToPlot(amount)))
  if (p10 === undefined || p50 === undefined || p90 === undefined || truth === undefined)
    return { held, distance: null }
  const half = truth > p50 ? p90 - p50 : p50 - p10
  const distance = (Math.abs(truth - p50) / half) * spread
  return { held, distance: Number.isFinite(distance) ? distance : null }
}

/** The spread with which `AIM` of these forecasts would have held; null when there are too few to learn from. */
export function learnSpread(distances: readonly number[]): number | null {
  if (distances.length < LEARNED_FROM_MIN) return null
  const needed = quantile(Float64Array.from(distances).sort(), AIM)
  return Math.min(SPREAD_MAX, Math.max(SPREAD_MIN, needed))
}

/** An account's own record: of that many days' forecasts, so many held. */
export interface ForecastRecord {
  readonly days: number
  readonly held: number
  /** Half of the middles were nearer than this to what was used, as a share of it. */
  readonly error: number
}

const RECORD_DAYS_MIN = 7

/** What may be said of the record: nothing before there is a week of it. */
export function recordToTell({ days, held, error }: ForecastRecord): ToldRecord | null {
  return days < RECORD_DAYS_MIN
    ? null
    : { days, held, aim: Math.round(days * AIM), errorPercent: Math.round(error * 100) }
}

export const USAGE_CLASSES: readonly UsageClass[] = ['regular', 'bursty', 'young']
