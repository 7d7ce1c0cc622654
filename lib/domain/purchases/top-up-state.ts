import { HOUR, type Instant, MINUTE } from '../instants'
import type { Order } from './order-model'
import type { Block, TopUp, TopUpSetting } from './top-up-model'

/** How long it buys nothing after a payment that failed. */
export const COOL_DOWN: Instant = 6n * HOUR
/** So many failed payments in a row pause it. */
export const FAILURES_MAX = 2
/** When a rule that cannot buy looks again, unless it waits for the next month. */
const LOOK_AGAIN: Instant = 10n * MINUTE

interface Switched {
  readonly accountId: string
  readonly taxRateBasis: number
  readonly actor: string
  readonly now: Instant
}

/**
 * The rule as it is once somebody has set it and switched it on. One that was off or paused begins anew; one that was on keeps its failures
 * and its wait, so that to change a figure is no way around them. A purchase under way stays its own.
 */
export function switchedOn(before: TopUp | null, setting: TopUpSetting, { now, ...facts }: Switched): TopUp {
  const goesOn = before?.isOn === true && before.paused === null
  return {
    ...setting,
    ...facts,
    changedAt: now,
    isOn: true,
    orderId: before?.orderId ?? null,
    failures: goesOn ? before.failures : 0,
    coolUntil: goesOn ? before.coolUntil : null,
    paused: null,
    blocked: null,
  }
}

/** The rule as it is once somebody has switched it off. What it was stays, so that it can be turned on again. */
export function switchedOff(topUp: TopUp, { actor, now }: Pick<Switched, 'actor' | 'now'>): TopUp {
  return { ...topUp, isOn: false, paused: null, blocked: null, failures: 0, coolUntil: null, actor, changedAt: now }
}

/** The rule with a purchase of its own under way. */
export function started(topUp: TopUp, orderId: string): TopUp {
  return { ...topUp, orderId, blocked: null }
}

/** The rule that should buy and cannot; for want of room under the ceiling it waits for the month's end. */
export function blockedBy(topUp: TopUp, by: Block, now: Instant, monthEndsAt: Instant): TopUp {
  return { ...topUp, blocked: { by, until: by === 'ceiling' ? monthEndsAt : now + LOOK_AGAIN } }
}

/**
 * The rule after a purchase of its own: one that was paid clears what went before; one that was declined makes it wait, two in a row pause
 * it, and so does a payment of another amount. One that is still under way changes nothing.
 */
export function afterRun(topUp: TopUp, order: Pick<Order, 'state' | 'failure' | 'settledAt'>, now: Instant): TopUp {
  const { state, failure } = order
  if (state === 'pending') return topUp
  const noted = { ...topUp, orderId: null }
  if (!topUp.isOn) return noted
  if (state === 'done') return { ...noted, failures: 0, coolUntil: null, blocked: null }
  const failures = topUp.failures + (state === 'canceled' ? 0 : 1)
  const isPaused = failures >= FAILURES_MAX || state === 'mismatch'
  return {
    ...noted,
    failures,
    coolUntil: (order.settledAt ?? now) + COOL_DOWN,
    paused: topUp.paused ?? (isPaused ? { at: now, reason: failure ?? 'generic_decline' } : null),
  }
}
