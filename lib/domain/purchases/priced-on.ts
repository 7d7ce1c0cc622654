import { type Instant, instantFromMillis } from '../instants'

/** The beginning of the day in UTC; null for what is no day, such as the empty text of a price that somebody typed. */
export function dayOf(day: string): Instant | null {
  const millis = Date.parse(day)
  return Number.isNaN(millis) ? null : instantFromMillis(millis)
}
