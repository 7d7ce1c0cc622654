import { findPlan } from '@/lib/db/catalogue-plans'
import type { Queryable } from '@/lib/db/client'
import type { Instant } from '@/lib/domain/instants'
import { expectRenewals } from '@/lib/domain/ledger/expect-renewals'
import { type Book, nextPeriodAt } from '@/lib/domain/ledger/model'
import type { Standing, Subscription } from '@/lib/domain/subscriptions/plan-change'
import type { PlanInForce, PlanName, PlanView } from '@/lib/domain/subscriptions/views'
import { readStanding } from './read-standing'

/** The plan of a book that is settled to now, and what is to take its place, as people read them: renewals are expected to be paid. */
export async function planViewOf(tx: Queryable, book: Book, now: Instant): Promise<PlanView> {
  const { timeZone, currency } = book
  const standing = await readStanding(tx, expectRenewals(book, now), now)
  const plan = await planInForce(tx, standing)
  return { asOf: now, timeZone, currency, plan, change: await planToCome(tx, standing) }
}

async function planInForce(tx: Queryable, { current, period }: Standing): Promise<PlanInForce | null> {
  if (!current) return null
  const { amount, costCents, unit, rollover } = current.allowance
  const facts = { allowance: amount, costCents, unit, rollover, period, renewsAt: nextPeriodAt(current.allowance) }
  return { ...(await nameOf(tx, current)), ...facts }
}

async function planToCome(tx: Queryable, { current, next }: Standing): Promise<PlanView['change']> {
  if (next) return { at: next.startsAt, plan: await nameOf(tx, next) }
  return current?.endsAt ? { at: current.endsAt, plan: null } : null
}

async function nameOf(tx: Queryable, { planKey }: Subscription): Promise<PlanName> {
  const plan = await findPlan(tx, planKey)
  if (!plan) throw new Error(`Plan ${planKey} is subscribed to, but not there.`)
  const { key, nameEn, nameFr } = plan
  return { key, nameEn, nameFr }
}
