import { hasWeekdays, type PastDays, weightOf } from './past-days'

/** Steps of the last day matter by how long ago they were. */
const LOOK_HALF_LIFE_DAYS = 0.5
/** How much of the last day's deviation goes on (as a power), and how soon half of that is gone. */
const PERSISTENCE = 0.9
const FADE_HALF_LIFE_DAYS = 2
/** Added to both sides of the ratio, in days' use: after a silent day the pace is low, and not nothing. */
const PACE_FLOOR = 0.05
const FACTOR_MAX = 5

/** The floor of a day's logarithm, in mean days: between a day without use and a small one is no abyss. */
const LOG_FLOOR = 0.05
/** What is not yet seen of an account's ups and downs: half a unit of log, once. */
const UNSEEN_SQUARE = 0.25
/** How far a level may walk in a week, in log: something, and a part of what days differ by, as much as one week more of history. */
const WALK_BASE = 0.05
const WALK_OF_DAYS = 0.2

/**
 * By how much the last 24 hours were above (or below) the same hours of other days: a factor, and what is left of it so many days later.
 * Hours of today look like the last ones, and less so with each day.
 */
export function presentPace(days: PastDays): (daysLater: number) => number {
  if (days.count < 2 || days.mean === 0) return () => 1
  let [recent, typical] = [0, 0]
  for (let step = 0; step < days.stepsPerDay; step++) {
    const age = (days.stepsPerDay - 1 - step) / days.stepsPerDay
    const weight = 2 ** (-age / LOOK_HALF_LIFE_DAYS)
    recent += (weight * days.at(0, step)) / days.mean
    typical += (weight * typicalStep(days, step)) / days.mean
  }
  const ratio = ((recent + PACE_FLOOR) / (typical + PACE_FLOOR)) ** PERSISTENCE
  const factor = Math.min(FACTOR_MAX, Math.max(1 / FACTOR_MAX, ratio))
  return (daysLater) => factor ** (2 ** (-daysLater / FADE_HALF_LIFE_DAYS))
}

/** A step of the day as it was on days before the last, of its weekday where these are told apart. */
function typicalStep(days: PastDays, step: number): number {
  const every = hasWeekdays(days) ? 7 : 1
  let [sum, weights] = [0, 0]
  for (let day = every; day < days.count; day += every) {
    sum += weightOf(day) * days.at(day, step)
    weights += weightOf(day)
  }
  return sum / weights
}

/** How uncertain the level of use is, as standard deviations of its logarithm. */
export interface Uncertainty {
  /** Of the level now: the past days are a sample. */
  readonly level: number
  /** Of each day's step away from it. */
  readonly walk: number
}

/** What days and weeks differed by, so far. */
export function uncertaintyOf(days: PastDays): Uncertainty {
  const logs = days.totals.map((total) => Math.log(total / days.mean + LOG_FLOOR))
  const middle = logs.reduce((sum, log) => sum + log, 0) / logs.length
  const square = (logs.reduce((sum, log) => sum + (log - middle) ** 2, 0) + UNSEEN_SQUARE) / logs.length
  const prior = WALK_BASE + WALK_OF_DAYS * Math.sqrt(square)
  const changes = weeklyChanges(days)
  const weekly = (prior ** 2 + changes.reduce((sum, change) => sum + change ** 2, 0)) / (1 + changes.length)
  return { level: Math.sqrt(square / sampleSize(days)), walk: Math.sqrt(weekly / 7) }
}

/** Differences of the logarithms of a week and the week before it. */
function weeklyChanges({ totals, mean, count }: PastDays): number[] {
  const weeks = Array.from({ length: Math.floor(count / 7) }, (_, week) => {
    const sum = totals.subarray(week * 7, week * 7 + 7).reduce((all, total) => all + total, 0)
    return Math.log(sum / (7 * mean) + LOG_FLOOR)
  })
  return weeks.slice(1).map((log, i) => log - (weeks[i] ?? log))
}

/** How many days of equal weight the weighted days are worth. */
function sampleSize({ count }: PastDays): number {
  let [sum, squares] = [0, 0]
  for (let day = 0; day < count; day++) {
    sum += weightOf(day)
    squares += weightOf(day) ** 2
  }
  return sum ** 2 / squares
}
