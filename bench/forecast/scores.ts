import type { Range } from '@/lib/domain/forecast/model'

/** How far a forecast was from what came. */
export interface Score {
  /** Of the middle. */
  readonly error: number
  /** The weighted interval score of middle and band; of a point it is its error. */
  readonly interval: number
}

/** Half a quarter of a day: sooner than that all times are alike, in log. */
const SOON_DAYS = 0.125

/** In days, or in the logarithm of days. */
export const SCALES = { days: (days: number) => days, log: (days: number) => Math.log(days + SOON_DAYS) } as const
export type Scale = keyof typeof SCALES

/** What lies after the end of what is known counts as that end, in forecasts of all methods and in what came. */
export function censored({ p10, p50, p90 }: Range<number>, limitDays: number): Range<number> {
  return { p10: Math.min(p10, limitDays), p50: Math.min(p50, limitDays), p90: Math.min(p90, limitDays) }
}

export function scoreOf(said: Range<number>, came: number, scale: Scale): Score {
  const on = SCALES[scale]
  const [low, middle, high, truth] = [on(said.p10), on(said.p50), on(said.p90), on(came)]
  const error = Math.abs(middle - truth)
  const band = high - low + 10 * Math.max(0, low - truth) + 10 * Math.max(0, truth - high)
  return { error, interval: (0.5 * error + 0.1 * band) / 1.5 }
}

/** Whether the band held what came, to a second. */
export function holds({ p10, p90 }: Range<number>, came: number): boolean {
  const second = 1 / 86400
  return p10 <= came + second && came <= p90 + second
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)))
}

/** The middle value, or the mean of the two. */
export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The values by their key, in the order in which the keys come. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
