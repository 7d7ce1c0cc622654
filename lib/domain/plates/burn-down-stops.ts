import { type Day, datesBetween, daysUntil } from '../calendar'
import type { FanPoint } from '../forecast/model'
import { DAY, type Instant } from '../instants'
import type { Tokens } from '../tokens'
import { type BurnDownFacts, fanBefore } from './burn-down'
import { placeOf, type TimeAxis } from './time-axis'

/** Below this span a picture has so few days that the points between them are read too. */
const FEW_DAYS = 4n
/** How many days to come have a row each in the table; after them every seventh has one. */
const DAILY_ROWS = 14

interface Place {
  readonly at: Instant
  readonly left: number
  /** It stands in the table too. */
  readonly isRow: boolean
}

/** A place of the picture that can be read. Of a day it is its end: what was left then, or is expected to be. */
export type BurnDownStop =
  | (Place & { readonly kind: 'instant' | 'now'; readonly available: Tokens })
  | (Place & { readonly kind: 'day'; readonly day: Day; readonly available: Tokens })
  | (Place & { readonly kind: 'expected'; readonly day: Day; readonly point: FanPoint })

/** From left to right: the days that were, now, the days to come. A day a step, so that a slider over them keeps to the picture. */
export function burnDownStops(facts: BurnDownFacts, axis: TimeAxis): BurnDownStop[] {
  const { now, history, forecast } = facts
  const current = history.at(-1)?.available ?? 0n
  const future = daysIn(facts, now, axis.to).flatMap((day, i): BurnDownStop[] => {
    const at = day.endsAt
    const point = fanBefore(forecast?.fan ?? [], at)
    const isRow = i <= DAILY_ROWS || (i - DAILY_ROWS) % 7 === 0
    return point === null ? [] : [{ kind: 'expected', at, left: placeOf(at, axis), isRow, day, point }]
  })
  const today: BurnDownStop = { kind: 'now', at: now, left: placeOf(now, axis), isRow: true, available: current }
  return [...past(facts, axis), today, ...future]
}

function past(facts: BurnDownFacts, axis: TimeAxis): BurnDownStop[] {
  const { now, history } = facts
  const days = daysIn(facts, axis.from, now).flatMap((day): BurnDownStop[] => {
    const at = day.endsAt
    const last = history.findLast((point) => point.at < at)
    return last ? [{ kind: 'day', at, left: placeOf(at, axis), isRow: true, day, available: last.available }] : []
  })
  if (axis.to - axis.from > FEW_DAYS * DAY) return days
  const points = history
    .slice(0, -1)
    .map(
      ({ at, available }): BurnDownStop => ({ kind: 'instant', at, left: placeOf(at, axis), isRow: false, available }),
    )
  return [...days, ...points].sort((a, b) => a.left - b.left)
}

/** The days that end after `from` and by `to`. */
function daysIn({ timeZone }: BurnDownFacts, from: Instant, to: Instant): Day[] {
  const days = daysUntil(to, timeZone, datesBetween(from, to, timeZone) + 1)
  return days.filter(({ endsAt }) => endsAt > from && endsAt <= to)
}
