import { updateAccountPlan } from '@/lib/db/accounts'
import { findPlan } from '@/lib/db/catalogue-plans'
import type { Plan } from '@/lib/domain/catalogue/plans'
import { type Instant, SECOND } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { anchorOf } from '@/lib/domain/ledger/periods'
import type { OpenBook } from '@/lib/domain/ledger/posting'
import { Refusal } from '@/lib/domain/refusals'
import { firstPeriod } from '@/lib/domain/subscriptions/first-period'
import type { Subscription } from '@/lib/domain/subscriptions/plan-change'
import type { Work } from '../define'
import { addSubscription } from './add-subscription'

/** How a first plan begins. */
export interface Beginning {
  /** Wall-clock time of the account's zone from which periods are counted; by default that of the beginning. */
  readonly anchor?: string | undefined
  /** By default now. A period that runs then is brought whole. */
  readonly startsAt?: Instant | undefined
  /** No period begins at or after it; by default there is no such end. */
  readonly paidUntil?: Instant | undefined
}

/** Begins a plan in the open book of an account without one: a period that has begun is open once the book is written. */
export async function startSubscription(
  work: Work,
  open: OpenBook,
  plan: Plan,
  { anchor: asked, startsAt: from, paidUntil, reason }: Beginning & { readonly reason: string },
  now: Instant,
): Promise<Subscription> {
  const { accountId, timeZone } = open.book
  const anchor = asked ?? anchorOf(from ?? now - (now % SECOND), timeZone)
  const { n, startsAt: nextAt } = firstPeriod({ anchor, unit: plan.periodUnit }, timeZone, from ?? now, now)
  // Time under the lock may run a little ahead; whoever reads next must find the plan running.
  const startsAt = nextAt > now ? nextAt : work.now
  const periods = { anchor, nextN: n, nextAt, paidUntil: paidUntil ?? null }
  const added = await addSubscription(work, open, { plan, startsAt, reason, ...periods })
  await updateAccountPlan(
    work.tx,
    accountId,
    startsAt > now
      ? { key: null, nextKey: plan.key, nextAt: startsAt }
      : { key: plan.key, nextKey: null, nextAt: null },
  )
  const subject = `subscription:${added.id}`
  work.audit({ accountId, subject, reason, detail: { change: 'start', plan: plan.key, anchor, period: n } })
  return added
}

export async function requirePlan({ tx }: Work, key: string): Promise<Plan> {
  const plan = await findPlan(tx, key)
  if (plan) return plan
  const fault = { pointer: '/planKey', code: 'unknown-plan', message: 'Choose one of the plans on sale.' }
  throw new Refusal('invalid-input', { detail: 'There is no such plan. Nothing was changed.', faults: [fault] })
}

/** A plan is paid in the account's currency, or not at all. */
export function requireCurrency(plan: Plan, { currency }: Book): void {
  if (plan.currency === currency) return
  const message = `Choose a plan that is priced in ${currency}.`
  const fault = { pointer: '/planKey', code: 'other-currency', message }
  throw new Refusal('invalid-input', {
    detail: `The plan is priced in ${plan.currency}, the account pays in ${currency}. Nothing was changed.`,
    faults: [fault],
  })
}
