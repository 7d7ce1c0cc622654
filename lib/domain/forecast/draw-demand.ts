import { addDays } from '../calendar'
import { HOUR, type Instant, instantToMillis } from '../instants'
import { Chance } from './chance'
import type { DemandPaths, UsageClass, UsageHistory } from './model'
import { presentPace, uncertaintyOf } from './pace'
import { hasWeekdays, type PastDays, pastDays, weightOf } from './past-days'
import { stretchPaths } from './stretch-paths'

/** Factor on the paths' distance from the middle one, in log use: measured on real series, and learnt again from forecasts that are over. */
export const SPREADS: Readonly<Record<UsageClass, number>> = { regular: 0.9, bursty: 1, young: 1.1 }

const PATHS = 200
const HOURLY_DAYS = 3
const HOURS = 24 * HOURLY_DAYS
/** Use rises further than it falls: an uncertain level counts half as much again upwards, and its tails are wider than a normal one's. */
const UPWARDS = 1.5
const TAILS = 0.5

export interface DrawOptions {
  readonly now: Instant
  readonly until: Instant
  /** Whose days are days, 23 or 25 hours long twice a year. */
  readonly zone: string
  readonly seed: string
  readonly paths?: number
  readonly spreads?: Readonly<Record<UsageClass, number>>
}

/**
 * Draws futures from the past. To a customer: "We replay your own past days, recent ones and the same weekday more often, from the pace of
 * your last day on and with as much drift as your use has shown, 200 times, and see when your tokens run out each time."
 *
 * The demand depends on nothing but the history: more tokens never make it larger. The same seed draws the same.
 */
export function drawDemand(
  history: UsageHistory,
  { now, until, zone, seed, paths: count = PATHS, spreads = SPREADS }: DrawOptions,
): { demand: DemandPaths; usageClass: UsageClass } {
  const days = pastDays(history)
  const plan = planSteps(days, { now, until, zone })
  const replay = replayer(days, plan, new Chance(seed))
  const paths = Array.from({ length: count }, replay)
  stretchPaths(paths, spreads[days.usageClass], days.mean)
  return { demand: { edges: plan.edges, paths }, usageClass: days.usageClass }
}

interface Steps {
  readonly edges: readonly Instant[]
  /** Of the edges' steps, so many are hours of the first days; the others are days. */
  readonly hours: number
  /** Days that the steps lie in. */
  readonly days: number
  /** The part of the last step's hour or day that lies before the end. */
  readonly lastPart: number
}

/** Hours for three days where the past is known by the hour, then days of the zone; the last step is cut at the end. */
function planSteps(
  { stepsPerDay }: PastDays,
  { now, until, zone }: Pick<DrawOptions, 'now' | 'until' | 'zone'>,
): Steps {
  if (until <= now) throw new RangeError('A forecast ends after it begins.')
  const edges = [now]
  const hoursMax = stepsPerDay === 24 ? HOURS : 0
  let next = now
  for (let step = 1; next < until; step++) {
    const day = step <= hoursMax ? 0 : step - hoursMax + hoursMax / 24
    next = day === 0 ? now + BigInt(step) * HOUR : addDays(now, zone, day)
    edges.push(next)
  }
  const [before, after] = [edges.at(-2) ?? now, edges.at(-1) ?? until]
  const hours = Math.min(hoursMax, edges.length - 1)
  edges[edges.length - 1] = until
  return {
    edges,
    hours,
    days: Math.ceil(hours / 24) + edges.length - 1 - hours,
    lastPart: instantToMillis(until - before) / instantToMillis(after - before),
  }
}

/** Makes paths, one a call: whole past days one after the other, at the present pace, on a level that is uncertain and walks. */
function replayer(days: PastDays, plan: Steps, chance: Chance): () => Float64Array {
  const steps = plan.edges.length - 1
  if (days.mean === 0) return () => new Float64Array(steps)
  const { level, walk } = uncertaintyOf(days)
  const draw = dayDrawer(days, chance)
  const pace = presentPace(days)
  const paces = Float64Array.from({ length: plan.hours + plan.days }, (_, i) =>
    i < plan.hours ? pace(i / 24) : pace(i - plan.hours),
  )
  return () => {
    const path = new Float64Array(steps)
    // The half square keeps the mean of a log-normal factor at 1.
    let log = level * widened(chance.normal()) - level ** 2 / 2
    for (let day = 0, step = 0; day < plan.days; day++) {
      log += walk * chance.normal() - walk ** 2 / 2
      const [past, factor] = [draw(day), Math.exp(log)]
      if (step < plan.hours) {
        for (let hour = 0; hour < 24 && step < plan.hours; hour++, step++)
          path[step] = days.at(past, hour) * factor * (paces[step] ?? 1)
      } else path[step++] = (days.totals[past] ?? 0) * factor * (paces[plan.hours + day] ?? 1)
    }
    path[steps - 1] = (path[steps - 1] ?? 0) * plan.lastPart
    return path
  }
}

function widened(deviation: number): number {
  const tailed = deviation * Math.sqrt(1 + TAILS * deviation ** 2)
  return tailed > 0 ? tailed * UPWARDS : tailed
}

/** Draws the past day that a coming one will be like: of its weekday where these are told apart, recent ones more often. */
function dayDrawer(days: PastDays, chance: Chance): (day: number) => number {
  const every = hasWeekdays(days) ? 7 : 1
  // Day 0 of the future has the weekday of the past day 6, and so on.
  const tables = Array.from({ length: every }, (_, phase) => {
    const first = every - 1 - phase
    const sums: number[] = []
    for (let past = first; past < days.count; past += every) sums.push((sums.at(-1) ?? 0) + weightOf(past))
    return { first, sums }
  })
  return (day) => {
    const { first, sums } = tables[day % every] ?? { first: 0, sums: [1] }
    const mark = chance.next() * (sums.at(-1) ?? 0)
    let place = 0
    while (place < sums.length - 1 && (sums[place] ?? 0) <= mark) place++
    return first + place * every
  }
}
