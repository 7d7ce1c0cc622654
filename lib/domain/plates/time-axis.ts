import { stretchOf } from '../calendar'
import { type Instant, instantToMillis } from '../instants'

const TICKS_MAX = 9

/** Finest first: each nth beginning of a day, an ISO week or a month. */
const GRAINS = [
  { unit: 'day', every: 1 },
  { unit: 'day', every: 2 },
  { unit: 'week', every: 1 },
  { unit: 'week', every: 2 },
  { unit: 'month', every: 1 },
  { unit: 'month', every: 2 },
] as const

/** A stretch of time that a plot's width stands for. */
export interface TimeAxis {
  readonly from: Instant
  readonly to: Instant
}

/** Where an instant stands: 0 at the axis' beginning, 1 at its end, to a ten-thousandth. */
export function placeOf(at: Instant, { from, to }: TimeAxis): number {
  const place = (instantToMillis(at) - instantToMillis(from)) / (instantToMillis(to) - instantToMillis(from))
  return Math.round(place * 10_000) / 10_000
}

/** At most nine ticks, where days, weeks or months of the zone begin; a changed clock moves none of them off its midnight. */
export function planTimeTicks(axis: TimeAxis, zone: string): Instant[] {
  for (const { unit, every } of GRAINS) {
    const ticks = beginnings(unit, axis, zone).filter((_, i) => i % every === 0)
    if (ticks.length <= TICKS_MAX) return ticks
  }
  return []
}

/** Every beginning of such a unit within the axis, as long as there could be a use for them. */
function beginnings(unit: 'day' | 'week' | 'month', { from, to }: TimeAxis, zone: string): Instant[] {
  const found: Instant[] = []
  for (let at = stretchOf(unit, from - 1n, zone).endsAt; at <= to; at = stretchOf(unit, at, zone).endsAt) {
    found.push(at)
    if (found.length > 4 * TICKS_MAX) break
  }
  return found
}
