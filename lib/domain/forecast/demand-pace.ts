import { expectedTokens, type Tokens } from '../tokens'
import type { Range } from './model'
import { rangeOf } from './quantiles'
import type { Grid, RisingDemand } from './walk-grid'

const MILLIS_PER_DAY = 86_400_000
/** The pace of a forecast is that of its first week. */
const PACE_DAYS = 7

/** How far the grid goes, in days. */
export function lastDay({ points }: Grid): number {
  return (points.at(-1)?.time ?? 0) / MILLIS_PER_DAY
}

/** What is asked for in the days, in tokens. */
export function usedBy(demands: readonly RisingDemand[], days: number): Range<number> {
  return rangeOf(demands.map((demand) => demand.by(days * MILLIS_PER_DAY)))
}

/** The middle of what the paths ask for in a day of the first week. */
export function paceOf(grid: Grid, demands: readonly RisingDemand[]): Tokens {
  return expectedTokens(usedBy(demands, PACE_DAYS).p50 / Math.min(PACE_DAYS, lastDay(grid)))
}
