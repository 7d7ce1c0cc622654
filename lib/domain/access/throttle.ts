import { type Instant, MINUTE, SECOND } from '../instants'
import { Refusal } from '../refusals'

export const TRIES_MAX = 10
export const TRIES_WINDOW: Instant = 15n * MINUTE

/** Tries counted for one subject since the window began. */
export interface TryCount {
  tries: number
  startsAt: Instant
}

/** Lets at most ten tries (or `triesMax`) pass in a quarter of an hour, or refuses and says when the next one may be made. */
export function requireFewTries(counts: readonly TryCount[], now: Instant, triesMax = TRIES_MAX): void {
  const full = counts.filter((count) => count.tries > triesMax).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1))
  if (!full[0]) return
  const opensAt = full[0].startsAt + TRIES_WINDOW
  const waitSeconds = opensAt > now ? Number((opensAt - now + SECOND - 1n) / SECOND) : 1
  throw new Refusal('too-many-requests', {
    detail: `Too many tries. Wait ${Math.ceil(waitSeconds / 60)} minutes, then try again.`,
    retryAfterSeconds: waitSeconds,
  })
}
