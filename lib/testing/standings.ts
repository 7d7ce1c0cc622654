import type { Plan } from '@/lib/domain/catalogue/plans'
import { DAY, type Instant } from '@/lib/domain/instants'
import type { Allowance } from '@/lib/domain/ledger/model'
import { rolloverOf, type Standing, type Subscription } from '@/lib/domain/subscriptions/plan-change'

export const NOTHING: Standing = { current: null, period: null, next: null }

/** Thirty days. */
export const PERIOD = { n: 3, startsAt: 100n * DAY, endsAt: 130n * DAY }
export const HALF_WAY: Instant = 115n * DAY

/** A monthly plan in euros of so many tokens, at a cent a hundred; half of them roll over once. */
export function planOf(key: string, tokens: bigint, overrides: Partial<Plan> = {}): Plan {
  return {
    key,
    nameEn: key,
    nameFr: key,
    priceCents: tokens / 100n,
    currency: 'EUR',
    allowance: tokens * 1000n,
    periodUnit: 'month',
    rollover: 'once',
    rolloverMax: tokens * 500n,
    trialDays: 0,
    captureAbove: 'refuse',
    quotas: [],
    ...overrides,
  }
}

/** What runs in `PERIOD` on the plan, as it was taken. */
export function subscriptionTo(plan: Plan, endsAt: Instant | null = null): Subscription {
  const allowance: Allowance = {
    id: plan.key,
    name: plan.key,
    planKey: plan.key,
    amount: plan.allowance,
    costCents: plan.priceCents,
    priority: 20,
    anchor: '1970-01-11T00:00:00',
    unit: plan.periodUnit,
    rollover: rolloverOf(plan),
    nextN: PERIOD.n + 1,
    nextAt: PERIOD.endsAt,
    paidUntil: null,
    isBilled: false,
    actor: 'system:test',
    reason: 'For the test.',
  }
  return { id: plan.key, planKey: plan.key, startsAt: PERIOD.startsAt, endsAt, allowance }
}

/** An account on the plan, with another to take its place. */
export function onPlan(plan: Plan, next: Plan | null = null): Standing {
  const current = subscriptionTo(plan, next && PERIOD.endsAt)
  return { current, period: PERIOD, next: next && subscriptionTo(next) }
}
