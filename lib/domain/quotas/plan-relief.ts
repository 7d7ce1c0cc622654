import { DAY, type Instant } from '../instants'
import { notFound, Refusal } from '../refusals'
import type { Limit, QuotaWindow } from './model'
import { windowAt } from './windows'

/** A quota is lifted for so long at most; what should be so for longer is another quota. */
export const LIFT_MAX: Instant = 30n * DAY

/** The window with nothing used, from now on: what was held before does not come out of it again. */
export function planReset(limit: Limit | undefined, at: Instant, zone: string): QuotaWindow {
  const window = windowAt(requireSellers(limit), at, zone)
  return { ...window, used: [0n], countsFrom: at, told: 0, slowFreeAt: null }
}

/** The window that stops nothing before `until`. Refuses a time that is past, or more than 30 days away. */
export function planLift(limit: Limit | undefined, until: Instant, at: Instant, zone: string): QuotaWindow {
  const window = windowAt(requireSellers(limit), at, zone)
  if (until > at && until <= at + LIFT_MAX) return { ...window, liftedUntil: until }
  throw new Refusal('invalid-input', {
    detail: 'The input breaks a rule at /until. Nothing was changed.',
    faults: [
      { pointer: '/until', code: 'lift-too-long', message: 'Choose a time that is to come, at most 30 days ahead.' },
    ],
  })
}

/** A customer's own cap protects the customer: only they raise or remove it. */
function requireSellers(limit: Limit | undefined): Limit {
  if (!limit) throw notFound('quota')
  if (limit.quota.origin !== 'customer') return limit
  throw new Refusal('forbidden', { detail: "This is the customer's own limit: only the customer changes it." })
}
