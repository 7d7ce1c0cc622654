import { z } from 'zod'
import { findPlan } from '@/lib/db/catalogue-plans'
import type { Queryable } from '@/lib/db/client'
import { findBook } from '@/lib/db/ledger'
import { expectRenewals } from '@/lib/domain/ledger/expect-renewals'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { nextPeriodAt } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import type { Standing, Subscription } from '@/lib/domain/subscriptions/plan-change'
import type { PlanInForce, PlanName, PlanView } from '@/lib/domain/subscriptions/views'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { readStanding } from './read-standing'

/** The plan that an account is on, its running period, its next renewal, and what is to take its place. */
export const getPlan = defineQuery({
  name: 'subscriptions.get-plan',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, { tx, now }): Promise<PlanView> => {
    const stored = await findBook(tx, accountId)
    if (!stored) throw notFound('account')
    const book = expectRenewals(planSettlement(stored, now), now)
    const standing = await readStanding(tx, book, now)
    const { timeZone, currency } = book
    return {
      asOf: now,
      timeZone,
      currency,
      plan: await planInForce(tx, standing),
      change: await planToCome(tx, standing),
    }
  },
})

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
