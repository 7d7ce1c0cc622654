import type { ReferenceRollover } from './reference-grants'

/** Midnight of a day in UTC, from which months are counted. */
export interface ReferenceAnchor {
  year: number
  month: number
  day: number
}

export interface ReferenceAllowance {
  tokens: number
  cost: number
  anchor: ReferenceAnchor
  rollover: ReferenceRollover | null
  nextN: number
  nextAt: number
}

/** In microseconds: so many months after the anchor, on the last day of a month that is too short. */
export function periodStart({ year, month, day }: ReferenceAnchor, n: number): number {
  const lastDay = new Date(Date.UTC(year, month + n, 0)).getUTCDate()
  return Date.UTC(year, month - 1 + n, Math.min(day, lastDay)) * 1000
}
