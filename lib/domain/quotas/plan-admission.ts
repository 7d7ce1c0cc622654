import { earliest, type Instant, MINUTE, SECOND } from '../instants'
import type { Limit, Quota, QuotaWindow, Weight } from './model'
import { counted, givenBack, nextAllowedAt, usedIn, windowAt } from './windows'

/** The shares of a budget, in percent, at which it tells. */
export const BUDGET_PERCENTS = [50, 80, 95, 100] as const

/** An operation that would wait longer for a slow quota is refused. */
export const SLOW_DELAY_MAX: Instant = 30n * SECOND

/** A quota that has no room for an operation; amounts in its thousandths. */
export interface FullLimit {
  readonly quota: Quota
  readonly used: bigint
  readonly amount: bigint
  /** Null for never: the operation alone is above the cap. */
  readonly nextAllowedAt: Instant | null
}

export interface CrossedBudget {
  readonly quota: Quota
  readonly percent: number
  readonly window: QuotaWindow
}

export type Admission =
  | {
      readonly kind: 'admitted'
      /** All that were given. What did not count anything is the same object as before. */
      readonly limits: readonly Limit[]
      /** How long the operation should wait before it begins, in microseconds. */
      readonly delay: Instant
      /** The slow quota at its cap that asks for the longest delay, be it 0. */
      readonly slowedBy: Quota | null
      readonly crossed: readonly CrossedBudget[]
    }
  | { readonly kind: 'full'; readonly full: readonly FullLimit[] }

/**
 * Whether an operation of this weight may begin at `at`, and what is counted if it does. The tightest limit wins: where one refuses
 * nothing is counted, and every one that is full is named. `isForced` is for work that is done already: it is counted whatever it fills.
 */
export function planAdmission(
  limits: readonly Limit[],
  weight: Weight,
  at: Instant,
  zone: string,
  isForced: boolean,
): Admission {
  const isCapped = hasOwnCap(limits)
  const steps = limits.map((limit) => {
    const amount = appliesTo(limit.quota, weight) ? weight[limit.quota.measure] : 0n
    return amount === 0n ? { limit } : step(limit.quota, windowAt(limit, at, zone), { amount, at, isForced, isCapped })
  })
  const full = steps.flatMap((each) => each.full ?? [])
  if (full.length > 0) return { kind: 'full', full }
  const slowest = steps.reduce<Step | null>(
    (most, each) => (each.delay !== undefined && (!most || each.delay > (most.delay ?? 0n)) ? each : most),
    null,
  )
  return {
    kind: 'admitted',
    limits: steps.map((each) => each.limit),
    delay: slowest?.delay ?? 0n,
    slowedBy: slowest?.limit.quota ?? null,
    crossed: steps.flatMap((each) => each.crossed ?? []),
  }
}

/** The limits without what an operation counted at `countedAt` and did not use. */
export function giveBackToLimits(
  limits: readonly Limit[],
  returned: Weight,
  countedAt: Instant,
  at: Instant,
  zone: string,
): Limit[] {
  return limits.map((limit) => {
    const amount = appliesTo(limit.quota, returned) ? returned[limit.quota.measure] : 0n
    if (amount === 0n || limit.window === null) return limit
    return { quota: limit.quota, window: givenBack(limit.quota, windowAt(limit, at, zone), amount, countedAt) }
  })
}

/** Whether what this key and member use counts in the quota. */
export function appliesTo({ scope, scopeId }: Quota, { apiKeyId, memberId }: Pick<Weight, 'apiKeyId' | 'memberId'>) {
  return scope === 'account' || scopeId === (scope === 'key' ? apiKeyId : memberId)
}

/** Whether the customer set a cap for the whole account: without one there is no overage. */
export function hasOwnCap(limits: readonly Limit[]): boolean {
  return limits.some(({ quota }) => quota.policy === 'stop' && quota.origin === 'customer' && quota.scope === 'account')
}

interface Step {
  limit: Limit
  delay?: Instant
  full?: FullLimit
  crossed?: CrossedBudget
}

interface Asked {
  amount: bigint
  at: Instant
  isForced: boolean
  isCapped: boolean
}

function step(quota: Quota, window: QuotaWindow, asked: Asked): Step {
  const { amount, at, isForced, isCapped } = asked
  const after = counted(window, amount)
  const isLifted = window.liftedUntil !== null && window.liftedUntil > at
  const used = usedIn(window)
  if (quota.policy === 'tell') return tellingStep(quota, after, used + amount)
  if (isForced || isLifted || used + amount <= quota.cap || (quota.policy === 'overage' && isCapped))
    return { limit: { quota, window: after } }
  const full = { quota, used, amount, nextAllowedAt: nextAllowedAt(quota, window, amount, at) }
  return quota.policy === 'slow' ? slowStep(full, after, at) : { limit: { quota, window }, full }
}

/** At the cap of a slow quota each operation gets a slot of its own, one after another. */
function slowStep(full: FullLimit, after: QuotaWindow, at: Instant): Step {
  const { quota } = full
  const slot = after.slowFreeAt !== null && after.slowFreeAt > at ? after.slowFreeAt : at
  const delay = slot - at
  if (delay > SLOW_DELAY_MAX) {
    const opensAt = earliest([full.nextAllowedAt, wholeSecond(slot - SLOW_DELAY_MAX)])
    return { limit: { quota, window: after }, full: { ...full, nextAllowedAt: opensAt } }
  }
  const slowFreeAt = slot + MINUTE / BigInt(quota.slowPerMinute)
  return { limit: { quota, window: { ...after, slowFreeAt } }, delay }
}

function tellingStep(quota: Quota, after: QuotaWindow, used: bigint): Step {
  const percent = BUDGET_PERCENTS.findLast((share) => used * 100n >= quota.cap * BigInt(share)) ?? 0
  if (percent <= after.told) return { limit: { quota, window: after } }
  const window = { ...after, told: percent }
  return { limit: { quota, window }, crossed: { quota, percent, window } }
}

/** Announced to the second, and never too early. */
function wholeSecond(at: Instant): Instant {
  return ((at + SECOND - 1n) / SECOND) * SECOND
}
