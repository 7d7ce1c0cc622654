import { type Instant, SECOND } from '../instants'

/** How far the process's clock may be from the database's before usage is refused. */
const SKEW_MAX: Instant = 5n * SECOND

export interface ClockSkew {
  /** The least that the clocks can be apart, in microseconds. */
  skew: Instant
  isSteady: boolean
}

/** Compares two clocks: the database told `databaseAt` at some moment between the process's `before` and `after`. */
export function compareClocks(before: Instant, after: Instant, databaseAt: Instant): ClockSkew {
  const ahead = before > databaseAt ? before - databaseAt : 0n
  const behind = databaseAt > after ? databaseAt - after : 0n
  const skew = ahead > behind ? ahead : behind
  return { skew, isSteady: skew <= SKEW_MAX }
}
