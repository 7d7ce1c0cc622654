import type { Range } from './model'

/** The value below which that share of the sorted ones lies (nearest rank); of none it is 0. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** The middle one of the values; of none it is 0. */
export function median(values: Iterable<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5)
}

/** The 80 % band of the values, with its middle. */
export function rangeOf(values: Iterable<number>): Range<number> {
  const sorted = Float64Array.from(values).sort()
  return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) }
}

export function mapRange<T, U>({ p10, p50, p90 }: Range<T>, map: (value: T) => U): Range<U> {
  return { p10: map(p10), p50: map(p50), p90: map(p90) }
}
