import { type Instant, instantToMillis } from '../instants'
import type { Book } from '../ledger/model'
import { nextEventAt, planSettlement } from '../ledger/plan-settlement'
import type { DemandPaths } from './model'

/** Events of a book that are walked one by one; later ones within the horizon are settled together at its end. */
const CUTS_MAX = 400

/** A place on the way at which the balance is noted: all paths share them. Two of one time are before and after what happens then. */
export interface GridPoint {
  readonly at: Instant
  /** Milliseconds from the beginning, fractions included. */
  readonly time: number
}

/** A stretch in which the ledger changes by use alone. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
  readonly fromTime: number
  readonly toTime: number
  /** Its points in `points`, from the one at its beginning to the one at its end. */
  readonly first: number
  readonly last: number
}

export interface Grid {
  readonly start: Instant
  readonly points: readonly GridPoint[]
  readonly stretches: readonly Stretch[]
  /** The edges of the demand's steps, in milliseconds from the beginning. */
  readonly edgeTimes: Float64Array
}

/**
 * Cuts the way of all paths where the ledger changes by itself, whatever is used: its instants do not depend on what is left. `more` are
 * other instants to cut at.
 */
export function planGrid(book: Book, demand: DemandPaths, more: readonly Instant[] = []): Grid {
  const start = demand.edges[0]
  const end = demand.edges.at(-1)
  if (start === undefined || end === undefined || end <= start) throw new RangeError('Demand has no steps.')
  const timeOf = (at: Instant) => instantToMillis(at - start)
  const events = new Set([...eventInstants(book, start, end), ...more])
  const cuts = [start, ...[...events].sort((a, b) => (a < b ? -1 : 1)), end]
  const points: GridPoint[] = []
  const stretches: Stretch[] = []
  for (const [i, from] of cuts.slice(0, -1).entries()) {
    const to = cuts[i + 1] ?? end
    const first = points.length
    const within = demand.edges.filter((edge) => edge > from && edge < to)
    for (const at of [from, ...within, to]) points.push({ at, time: timeOf(at) })
    stretches.push({ from, to, fromTime: timeOf(from), toTime: timeOf(to), first, last: points.length - 1 })
  }
  return { start, points, stretches, edgeTimes: Float64Array.from(demand.edges, timeOf) }
}

function eventInstants(book: Book, start: Instant, end: Instant): Instant[] {
  const instants: Instant[] = []
  let current = planSettlement(book, start)
  for (let at = nextEventAt(current); at !== null && at < end; at = nextEventAt(current)) {
    if (instants.length === CUTS_MAX) break
    instants.push(at)
    current = planSettlement(current, at)
  }
  return instants
}

/** A path's demand as one rising line: how much is asked for by when. */
export class RisingDemand {
  private readonly sums: Float64Array

  constructor(
    private readonly edgeTimes: Float64Array,
    steps: Float64Array,
  ) {
    this.sums = new Float64Array(edgeTimes.length)
    for (let i = 0; i < steps.length; i++) this.sums[i + 1] = at(this.sums, i) + Math.max(0, at(steps, i))
  }

  /** Tokens asked for from the beginning to that time. */
  by(time: number): number {
    const i = this.stepAt(time)
    const [from, to] = [at(this.edgeTimes, i), at(this.edgeTimes, i + 1)]
    const share = Math.min(1, Math.max(0, (time - from) / (to - from)))
    return at(this.sums, i) + share * (at(this.sums, i + 1) - at(this.sums, i))
  }

  /** When more than that has been asked for; Infinity when it never is. */
  timeBeyond(sum: number): number {
    let [low, high] = [0, this.sums.length - 1]
    if (at(this.sums, high) <= sum) return Number.POSITIVE_INFINITY
    while (low < high) {
      const middle = (low + high) >> 1
      if (at(this.sums, middle) > sum) high = middle
      else low = middle + 1
    }
    const [before, after] = [at(this.sums, low - 1), at(this.sums, low)]
    const [from, to] = [at(this.edgeTimes, low - 1), at(this.edgeTimes, low)]
    return from + ((sum - before) / (after - before)) * (to - from)
  }

  private stepAt(time: number): number {
    let [low, high] = [0, this.edgeTimes.length - 2]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (at(this.edgeTimes, middle) <= time) low = middle
      else high = middle - 1
    }
    return low
  }
}

function at(values: Float64Array, i: number): number {
  return values[i] ?? 0
}
