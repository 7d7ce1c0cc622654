import { type Instant, instantToMillis } from '../instants'
import type { Book, Grant } from '../ledger/model'
import { expectedTokens } from '../tokens'
import { comingPeriods } from './coming-periods'
import { compactBook } from './compact-book'
import { lastDay, paceOf, usedBy } from './demand-pace'
import type { DemandPaths, ExpectedTopUp, FanPoint, Forecast, Lapse, Range, TopUpRule, UsageClass } from './model'
import { nextAddition } from './next-addition'
import { mapRange, quantile, rangeOf } from './quantiles'
import { type Walks, walkPaths } from './walk'

/** What a forecast is made of. The book is settled to the first edge of the demand. */
export interface ForecastFacts {
  readonly book: Book
  readonly demand: DemandPaths
  readonly usageClass: UsageClass
  readonly historyDays: number
  readonly isEarly: boolean
  /** The factor that is in the demand already. */
  readonly pace: number
  readonly shares?: ReadonlyMap<string, number>
  readonly topUp?: TopUpRule | null
}

export const CUMULATIVE_DAYS = [1, 7, 14, 30] as const
/** Purchases that fewer of the paths have are not announced. */
const TOP_UP_PROBABILITY_MIN = 0.25
/** So many grants are walked through on every path. */
const GRANTS_FOR_ALL_PATHS = 30

/** Walks the drawn paths through the ledger and says what they have in common. */
export function makeForecast({ demand, shares, topUp = null, ...facts }: ForecastFacts): Forecast {
  const book = compactBook(facts.book, demand.edges[0] ?? 0n, demand.edges.at(-1) ?? 0n)
  const walks = walkPaths(book, affordable(demand, book), { shares, topUp })
  const { start, points } = walks.grid
  const until = points.at(-1)?.at ?? start
  const addition = nextAddition(book)
  const lastAt = addition && addition.at < until ? addition.at : until
  const runsOut = walks.walks.filter(({ depletedAt }) => depletedAt !== null && depletedAt < lastAt)
  return {
    madeAt: start,
    until,
    usageClass: facts.usageClass,
    historyDays: facts.historyDays,
    isEarly: facts.isEarly,
    pace: facts.pace,
    tokensPerDay: paceOf(walks.grid, walks.demands),
    available: book.available,
    depletion: depletionOf(walks),
    cause: causeOf(walks),
    nextAddition: addition,
    runOutProbability: runsOut.length / walks.walks.length,
    cumulative: CUMULATIVE_DAYS.filter((days) => days <= lastDay(walks.grid)).map((days) => ({
      days,
      ...mapRange(usedBy(walks.demands, days), expectedTokens),
    })),
    lapses: lapsesOf(book, walks, until),
    topUps: topUp ? topUpsOf(walks, topUp) : [],
    fan: fanOf(walks),
  }
}

/** Fewer paths for a book of many grants: a page must not wait for it, and a rougher range is better than none. */
function affordable({ edges, paths }: DemandPaths, { grants }: Book): DemandPaths {
  const oneIn = Math.ceil(grants.size / GRANTS_FOR_ALL_PATHS)
  return oneIn === 1 || grants.size === 0 ? { edges, paths } : { edges, paths: paths.filter((_, i) => i % oneIn === 0) }
}

function depletionOf({ grid, walks }: Walks): Range<Instant | null> {
  const times = walks.map(({ depletedAt }) =>
    depletedAt === null ? Number.POSITIVE_INFINITY : instantToMillis(depletedAt - grid.start),
  )
  return mapRange(rangeOf(times), (time) => (Number.isFinite(time) ? grid.start + BigInt(time) * 1000n : null))
}

function causeOf({ walks }: Walks): Forecast['cause'] {
  const depleted = walks.filter(({ depletedAt }) => depletedAt !== null)
  return depleted.filter(({ cause }) => cause === 'expired').length * 2 > depleted.length ? 'expired' : 'used'
}

/** What lapses of the grants that there are, and of those that coming periods bring. */
function lapsesOf(book: Book, { walks }: Walks, until: Instant): Lapse[] {
  const grants = [...book.grants.values(), ...comingPeriods(book, until)]
  return grants.flatMap((grant) => {
    if (grant.expiresAt === null || grant.expiresAt >= until) return []
    const lapsed = rangeOf(walks.map((walk) => walk.lapsed.get(grant.id) ?? 0))
    if (lapsed.p90 === 0) return []
    return [lapseOf(grant, grant.expiresAt, mapRange(lapsed, expectedTokens))]
  })
}

function lapseOf({ id, name, source, available, pending }: Grant, at: Instant, lapsed: Range<bigint>): Lapse {
  return { grantId: id, name, source, at, available: available + pending, lapsed }
}

function topUpsOf({ walks }: Walks, { amount, chargedCents: costCents }: TopUpRule): ExpectedTopUp[] {
  const expected: ExpectedTopUp[] = []
  for (let n = 0; ; n++) {
    const times = walks.flatMap(({ topUps }) => topUps[n] ?? []).sort((a, b) => (a < b ? -1 : 1))
    const probability = times.length / walks.length
    const at = times[times.length >> 1]
    if (at === undefined || probability < TOP_UP_PROBABILITY_MIN) return expected
    expected.push({ at, amount, costCents, probability })
  }
}

function fanOf({ grid, walks }: Walks): FanPoint[] {
  const values = new Float64Array(walks.length)
  return grid.points.map(({ at }, point) => {
    for (const [i, { available }] of walks.entries()) values[i] = available[point] ?? 0
    values.sort()
    const part = (share: number) => quantile(values, share)
    return { at, p10: part(0.1), p25: part(0.25), p50: part(0.5), p75: part(0.75), p90: part(0.9) }
  })
}
