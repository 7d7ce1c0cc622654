import { drawDemand } from '@/lib/domain/forecast/draw-demand'
import type { Range, UsageClass } from '@/lib/domain/forecast/model'
import { mapRange, rangeOf } from '@/lib/domain/forecast/quantiles'
import { walkPaths } from '@/lib/domain/forecast/walk'
import { DAY, instantToIso, instantToMillis } from '@/lib/domain/instants'
import { bookOfRequest, endOf, ForecastRequest, historyOf } from './request'

const MILLIS_PER_DAY = instantToMillis(DAY)

export interface Foreseen {
  /** Days from now; Infinity when not within the horizon. */
  readonly depletion: Range<number>
  /** Tokens. */
  readonly cumulative: readonly ({ readonly days: number } & Range<number>)[]
  readonly usageClass: UsageClass
}

/** The product's forecast of what a request describes: the same draw, walked through the same ledger. */
export function foresee(request: ForecastRequest): Foreseen {
  const { asOf: now, horizonDays, cumulativeAtDays } = request
  // The seed is the same for all: what is asked with more tokens is answered with the same futures.
  const options = { now, until: endOf(request), zone: 'UTC', seed: 'forecast' }
  const { demand, usageClass } = drawDemand(historyOf(request), options)
  const { walks, demands } = walkPaths(bookOfRequest(request), demand)
  const days = walks.map(({ depletedAt }) =>
    depletedAt === null ? Number.POSITIVE_INFINITY : instantToMillis(depletedAt - now) / MILLIS_PER_DAY,
  )
  return {
    depletion: rangeOf(days.map((day) => (day > horizonDays ? Number.POSITIVE_INFINITY : day))),
    cumulative: cumulativeAtDays.map((at) => ({
      days: at,
      ...rangeOf(demands.map((path) => path.by(at * MILLIS_PER_DAY))),
    })),
    usageClass,
  }
}

/** Answers a line of JSON with a line of JSON. One that cannot be read is answered with what is wrong with it. */
export function answerLine(line: string): string {
  const asked = readJson(line)
  const { success, data, error } = ForecastRequest.safeParse(asked)
  if (!success) return JSON.stringify({ id: idOf(asked), error: error.issues.map(tellIssue).join('; ') })
  const { depletion, cumulative } = foresee(data)
  const dateOf = (days: number) =>
    Number.isFinite(days) ? instantToIso(data.asOf + BigInt(Math.round(days * MILLIS_PER_DAY)) * 1000n) : null
  return JSON.stringify({ id: data.id, depletion: mapRange(depletion, dateOf), cumulative })
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function idOf(asked: unknown): unknown {
  return typeof asked === 'object' && asked !== null && 'id' in asked ? asked.id : null
}

function tellIssue({ path, message }: { path: PropertyKey[]; message: string }): string {
  return path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message
}
