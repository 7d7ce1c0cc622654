import type { Instant } from '../instants'
import type { Limit, Quota } from './model'
import { nextAllowedAt, remainingIn, resetsAt, usedIn, windowAt } from './windows'

/** A limit as pages show it; amounts in its thousandths. */
export interface LimitView {
  readonly quota: Quota
  readonly used: bigint
  readonly remaining: bigint
  /** When the count is 0 again if nothing more is used; null when nothing is counted. */
  readonly resetsAt: Instant | null
  /** When it is full: when the first little bit fits again. */
  readonly opensAt: Instant | null
  readonly liftedUntil: Instant | null
  /** Operations that it refused in the last seven days. */
  readonly hits: bigint
}

/** Everything that the page of an account's limits says. */
export interface LimitsView {
  readonly accountId: string
  readonly accountName: string
  readonly timeZone: string
  readonly currency: string
  readonly at: Instant
  readonly limits: readonly LimitView[]
  /** Live API keys and members, for whom a limit may be set. */
  readonly keys: readonly { readonly id: string; readonly name: string }[]
  readonly members: readonly { readonly id: string; readonly name: string }[]
}

export function limitView(limit: Limit, at: Instant, zone: string, hits: bigint): LimitView {
  const { quota } = limit
  const window = windowAt(limit, at, zone)
  const remaining = remainingIn(quota, window)
  return {
    quota,
    used: usedIn(window),
    remaining,
    resetsAt: resetsAt(quota, window),
    opensAt: remaining === 0n ? nextAllowedAt(quota, window, 1n, at) : null,
    liftedUntil: window.liftedUntil !== null && window.liftedUntil > at ? window.liftedUntil : null,
    hits,
  }
}
