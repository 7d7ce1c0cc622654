import type { UsageClass, UsageHistory } from './model'

const SECONDS_PER_DAY = 86400
/** Older use is not looked at. */
const DAYS_MAX = 112
const YOUNG_BEFORE_DAYS = 14
/** Days that matter half as much as those a week later. */
const HALF_LIFE_DAYS = 7
const ACTIVE_MIN = 0.75
const VARIATION_MAX = 1
/** A new level is one that so many days keep, each of them a quarter beyond everything in the weeks before. */
const SHIFT_DAYS_MIN = 4
const SHIFT_BEFORE_DAYS_MIN = 7
const SHIFT_BEFORE_DAYS_MAX = 21
const SHIFT_FACTOR = 1.25

/** A history in blocks of 24 hours that end with it: day 0 is the last one. Amounts in tokens. */
export interface PastDays {
  readonly count: number
  readonly stepsPerDay: number
  readonly totals: Float64Array
  /** Of the days, per day; 0 where nothing was used. */
  readonly mean: number
  /** What was used in a step of a day, its first step being 0. */
  readonly at: (day: number, step: number) => number
  readonly usageClass: UsageClass
}

/** Days as they are drawn from: those since the level last changed for good, if it has. A first day that is not whole counts by its pace. */
export function pastDays({ values, stepSeconds }: UsageHistory): PastDays {
  const stepsPerDay = SECONDS_PER_DAY / stepSeconds
  const whole = Math.min(DAYS_MAX, Math.floor(values.length / stepsPerDay))
  const pace = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const at = (day: number, step: number) =>
    whole === 0 ? pace : (values[values.length - (day + 1) * stepsPerDay + step] ?? 0)
  const totals = Float64Array.from({ length: Math.max(1, whole) }, (_, day) => totalOf(day, stepsPerDay, at))
  const shiftedFor = daysSinceShift(totals)
  const kept = totals.subarray(0, shiftedFor ?? totals.length)
  const mean = meanOf(kept)
  const isYoung = whole < YOUNG_BEFORE_DAYS || shiftedFor !== null
  const usageClass = isYoung ? 'young' : isBursty(kept, mean) ? 'bursty' : 'regular'
  return { count: kept.length, stepsPerDay, totals: kept, mean, at, usageClass }
}

/** How much a day counts that lies so many days back: half after a week. */
export function weightOf(day: number): number {
  return 2 ** (-day / HALF_LIFE_DAYS)
}

/** Whether days are told apart by their weekday: each has come twice. */
export function hasWeekdays({ count }: PastDays): boolean {
  return count >= YOUNG_BEFORE_DAYS
}

function totalOf(day: number, steps: number, at: PastDays['at']): number {
  let total = 0
  for (let step = 0; step < steps; step++) total += at(day, step)
  return total
}

function meanOf(totals: Float64Array): number {
  return totals.reduce((sum, total) => sum + total, 0) / totals.length
}

/** Much of the use on few of the days. */
function isBursty(totals: Float64Array, mean: number): boolean {
  if (mean === 0) return false
  const active = totals.filter((total) => total > 0).length
  const variance = totals.reduce((sum, total) => sum + (total / mean - 1) ** 2, 0) / totals.length
  return active < ACTIVE_MIN * totals.length || variance > VARIATION_MAX ** 2
}

/** How many days ago the use went to another level and stayed there; null when it did not, within the last two weeks. */
function daysSinceShift(totals: Float64Array): number | null {
  for (let days = SHIFT_DAYS_MIN; days < YOUNG_BEFORE_DAYS; days++) {
    if (totals.length < days + SHIFT_BEFORE_DAYS_MIN) return null
    const [now, before] = [totals.subarray(0, days), totals.subarray(days, days + SHIFT_BEFORE_DAYS_MAX)]
    const isAbove = Math.min(...now) > Math.max(...before) * SHIFT_FACTOR
    const highest = Math.max(...now)
    const isBelow = highest > 0 && highest * SHIFT_FACTOR < Math.min(...before)
    if (isAbove || isBelow) return days
  }
  return null
}
