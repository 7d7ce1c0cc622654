import type { DemandPaths, Range } from '@/lib/domain/forecast/model'
import { walkPaths } from '@/lib/domain/forecast/walk'
import { DAY, type Instant, instantToMillis, SECOND } from '@/lib/domain/instants'
import type { Case } from './cases'
import { bookOfRequest } from './request'

/** Days from now until a request first finds no tokens if that is asked for, a value a step; Infinity if all find some. */
function depletionOf({ request }: Case, values: readonly number[]): number {
  const { asOf, stepSeconds } = request
  const edges: Instant[] = [asOf]
  for (const [i] of values.entries()) edges.push(asOf + BigInt((i + 1) * stepSeconds) * SECOND)
  const demand: DemandPaths = { edges, paths: [Float64Array.from(values)] }
  const at = walkPaths(bookOfRequest(request), demand).walks[0]?.depletedAt ?? null
  return at === null ? Number.POSITIVE_INFINITY : instantToMillis(at - asOf) / instantToMillis(DAY)
}

/** What came: the future's own use, walked through the same ledger. */
export function truthOf(one: Case): number {
  return depletionOf(one, one.future)
}

/** Tokens a day over the last 7 days, or as many as there are. */
function paceOf({ request: { usage, stepSeconds } }: Case): number {
  const perDay = 86400 / stepSeconds
  const last = usage.slice(-7 * perDay)
  return (last.reduce((sum, value) => sum + value, 0) / last.length) * perDay
}

/** The run-rate of 7 days as a straight line through the same ledger: it knows of expiries and resets, too. */
export function runRate(one: Case): number {
  const pace = paceOf(one)
  return depletionOf(
    { ...one, request: { ...one.request, stepSeconds: 86400 } },
    Array.from({ length: one.request.horizonDays }, () => pace),
  )
}

/** The run-rate as most products show it: all tokens that there are now, by the pace. */
export function plainRunRate(one: Case): number {
  const { grants, balance, horizonDays } = one.request
  const tokens = balance ?? grants.reduce((sum, { remaining }) => sum + remaining, 0)
  const days = tokens / paceOf(one)
  return days > horizonDays ? Number.POSITIVE_INFINITY : days
}

/** A date that claims to be exact. */
export function pointAt(days: number): Range<number> {
  return { p10: days, p50: days, p90: days }
}

/** The run-rate's date with the same band for everybody: by so much sooner or later. Tuned once to hold 80 % of all cases. */
export function fixedBand(days: number): Range<number> {
  const factor = 3
  return { p10: days / factor, p50: days, p90: days * factor }
}
