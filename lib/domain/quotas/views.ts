import { QUOTA_UNITS } from '../catalogue/plans'
import type { Instant } from '../instants'
import type { Limit, Quota } from './model'
import { hasOwnCap } from './plan-admission'
import { nextAllowedAt, remainingIn, resetsAt, usedIn, windowAt } from './windows'

/** 'near' from 80 percent on; 'full' stops or slows; 'over' is used up and stops nothing: a budget, or overage up to the customer's own cap. */
export type LimitState = 'open' | 'near' | 'full' | 'over' | 'lifted'

/** A limit as pages show it; amounts in its thousandths. */
export interface LimitView {
  readonly quota: Quota
  readonly state: LimitState
  /** Whole percent of it that is used, rounded down: above 100 when work that was done already went beyond. */
  readonly percent: bigint
  readonly used: bigint
  readonly remaining: bigint
  /** When the count is 0 again if nothing more is used; null when nothing is counted. */
  readonly resetsAt: Instant | null
  /** When it is full: when the first little bit fits again. */
  readonly opensAt: Instant | null
  readonly liftedUntil: Instant | null
  /** Operations that it refused in the last seven days. */
  readonly hits: number
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

/** All limits of an account, the shortest windows first: they are met first. `hits` by quota key. */
export function limitViews(
  limits: readonly Limit[],
  at: Instant,
  zone: string,
  hits: ReadonlyMap<string, number>,
): LimitView[] {
  const isCapped = hasOwnCap(limits)
  const place = ({ quota }: LimitView) => QUOTA_UNITS.indexOf(quota.unit)
  return limits
    .map((limit) => limitView(limit, at, zone, { hits: hits.get(limit.quota.key) ?? 0, isCapped }))
    .sort((a, b) => place(a) - place(b) || (a.quota.key < b.quota.key ? -1 : 1))
}

function limitView(
  limit: Limit,
  at: Instant,
  zone: string,
  { hits, isCapped }: { hits: number; isCapped: boolean },
): LimitView {
  const { quota } = limit
  const window = windowAt(limit, at, zone)
  const [used, remaining] = [usedIn(window), remainingIn(quota, window)]
  const liftedUntil = window.liftedUntil !== null && window.liftedUntil > at ? window.liftedUntil : null
  const percent = (used * 100n) / quota.cap
  return {
    quota,
    state: liftedUntil === null ? stateOf(quota, percent, isCapped) : 'lifted',
    percent,
    used,
    remaining,
    resetsAt: resetsAt(quota, window),
    opensAt: remaining === 0n ? nextAllowedAt(quota, window, 1n, at) : null,
    liftedUntil,
    hits,
  }
}

function stateOf({ policy }: Quota, percent: bigint, isCapped: boolean): LimitState {
  if (percent >= 100n) return policy === 'tell' || (policy === 'overage' && isCapped) ? 'over' : 'full'
  return percent >= 80n ? 'near' : 'open'
}
