import { datesBetween } from '../calendar'
import type { FanPoint, Forecast } from '../forecast/model'
import type { ScheduledEvent } from '../forecast/schedule-model'
import type { HomeView } from '../forecast/views'
import { DAY, type Instant, instantToMillis } from '../instants'
import { tokensToPlot } from '../tokens'
import { type AmountAxis, planAmountAxis } from './amount-axis'
import { type Marks, planMarks } from './burn-down-marks'
import { placeOf, planTimeTicks, type TimeAxis } from './time-axis'

const PAST_DAYS = 14n
const SPAN_DAYS_MAX = 120n
/** Where nothing is scheduled and nothing runs out, this much of the future is drawn. */
const PLAIN_DAYS = 30n

/** What the picture is made of, as the home page has it. */
export interface BurnDownFacts {
  readonly now: Instant
  readonly timeZone: string
  /** Oldest first; the last one is now. */
  readonly history: HomeView['balanceHistory']
  readonly forecast: Forecast | null
  readonly events: readonly ScheduledEvent[]
  readonly arrivals: HomeView['purchases']
}

/** All places are fractions of the plot's width or height, from its left or its foot. */
export interface BurnDown {
  readonly axis: TimeAxis
  readonly amounts: AmountAxis
  readonly timeTicks: readonly { at: Instant; left: number }[]
  readonly now: number
  /** [left, bottom]: each holds until the next. */
  readonly actual: readonly (readonly [number, number])[]
  /** [left, p10, p25, p50, p75, p90]: straight lines between them. */
  readonly fan: readonly FanPlace[]
  readonly runOut: RunOut | null
  /** Without tokens, from the middle run-out to the next addition. */
  readonly gap: { left: number; width: number; days: number } | null
  readonly marks: Marks
  readonly arrivals: readonly (HomeView['purchases'][number] & { left: number })[]
}

export type FanPlace = readonly [left: number, p10: number, p25: number, p50: number, p75: number, p90: number]

export interface RunOut {
  /** In the middle of the paths. */
  readonly at: Instant
  readonly left: number
  /** The early and the late end; the late one is null when it lies past the picture. */
  readonly early: number
  readonly late: number | null
  /** Above every path here. */
  readonly clear: number
}

/** The balance of the last 14 days and what is expected of it; a pure picture for page, mail and print. */
export function planBurnDown(facts: BurnDownFacts): BurnDown {
  const { now, timeZone, history, forecast } = facts
  const axis = timeAxis(facts)
  const points = forecast === null ? [] : fanWithin(forecast, axis.to)
  const most = [...history.map(({ available }) => tokensToPlot(available)), ...points.map(({ p90 }) => p90)]
  const amounts = planAmountAxis(Math.max(...most, 0))
  const top = tokensToPlot(amounts.top)
  const fan = points.map((point) => fanPlace(point, axis, top))
  const runOut = forecast && planRunOut(forecast, axis, fan)
  return {
    axis,
    amounts,
    timeTicks: planTimeTicks(axis, timeZone).map((at) => ({ at, left: placeOf(at, axis) })),
    now: placeOf(now, axis),
    actual: actualPlaces(history, axis, top),
    fan,
    runOut,
    gap: forecast && planGap(forecast, axis, facts),
    marks: planMarks(facts.events, axis, placeOf(now, axis)),
    arrivals: facts.arrivals.map((arrival) => ({ ...arrival, left: placeOf(arrival.at, axis) })),
  }
}

/** From 14 days ago, or the account's beginning, to a tenth past the next addition and the late end of the run-out. */
function timeAxis({ now, history, forecast }: BurnDownFacts): TimeAxis {
  const oldest = history[0]?.at ?? now
  const from = oldest > now - DAY ? now - DAY : oldest < now - PAST_DAYS * DAY ? now - PAST_DAYS * DAY : oldest
  if (forecast === null) return { from, to: now + (now - from) / 10n }
  const { depletion, nextAddition, until } = forecast
  const ends = [nextAddition?.at ?? null, depletion.p90 ?? (depletion.p10 === null ? null : until)]
  const last = ends.reduce<Instant>((latest, at) => (at !== null && at > latest ? at : latest), now)
  const to = last === now ? now + PLAIN_DAYS * DAY : last + (last - from) / 10n
  return { from, to: [to, until, from + SPAN_DAYS_MAX * DAY].reduce((least, at) => (at < least ? at : least)) }
}

/** The fan up to `to`, where the picture ends; what crosses it is cut there. */
function fanWithin({ fan }: Forecast, to: Instant): FanPoint[] {
  const inside = fan.filter(({ at }) => at <= to)
  const end = inside.at(-1)?.at === to ? null : fanBefore(fan, to)
  return end === null ? inside : [...inside, end]
}

/** What is expected at an instant, before what happens at it; null outside the fan. */
export function fanBefore(fan: readonly FanPoint[], at: Instant): FanPoint | null {
  const next = fan.find((point) => point.at >= at)
  if (next === undefined || next.at === at) return next ?? null
  const last = fan[fan.indexOf(next) - 1]
  if (last === undefined) return null
  const way = instantToMillis(at - last.at) / instantToMillis(next.at - last.at)
  const between = (key: 'p10' | 'p25' | 'p50' | 'p75' | 'p90') => last[key] + (next[key] - last[key]) * way
  return {
    at,
    p10: between('p10'),
    p25: between('p25'),
    p50: between('p50'),
    p75: between('p75'),
    p90: between('p90'),
  }
}

function fanPlace({ at, p10, p25, p50, p75, p90 }: FanPoint, axis: TimeAxis, top: number): FanPlace {
  return [placeOf(at, axis), share(p10, top), share(p25, top), share(p50, top), share(p75, top), share(p90, top)]
}

/** What is gone already needs no sign. */
function planRunOut({ available, depletion }: Forecast, axis: TimeAxis, fan: readonly FanPlace[]): RunOut | null {
  const { p10, p50, p90 } = depletion
  if (available === 0n || p50 === null || p50 > axis.to) return null
  const left = placeOf(p50, axis)
  const around = fan.filter((_, i) => (fan[i + 1]?.[0] ?? 1) >= left - 0.06 && (fan[i - 1]?.[0] ?? 0) <= left + 0.06)
  return {
    at: p50,
    left,
    early: placeOf(p10 ?? p50, axis),
    late: p90 === null || p90 > axis.to ? null : placeOf(p90, axis),
    clear: Math.max(0, ...around.map(([, , , , , high]) => high)),
  }
}

/** Nobody has to ask for tokens to be without: where none is left it begins now. */
function planGap(
  { available, depletion, nextAddition }: Forecast,
  axis: TimeAxis,
  { now, timeZone }: BurnDownFacts,
): BurnDown['gap'] {
  const at = available === 0n ? now : depletion.p50
  if (at === null || nextAddition === null || nextAddition.at <= at || at > axis.to) return null
  const left = placeOf(at, axis)
  const end = Math.min(1, placeOf(nextAddition.at, axis))
  return { left, width: end - left, days: datesBetween(at, nextAddition.at, timeZone) }
}

/** What changes within a ten-thousandth of the width is too fast to be seen: the last of it stays. */
function actualPlaces(history: BurnDownFacts['history'], axis: TimeAxis, top: number): BurnDown['actual'] {
  const places = history.map(({ at, available }) => [placeOf(at, axis), share(tokensToPlot(available), top)] as const)
  return places.filter(([left], i) => left !== places[i + 1]?.[0])
}

function share(amount: number, top: number): number {
  return Math.round((amount / top) * 10_000) / 10_000
}
