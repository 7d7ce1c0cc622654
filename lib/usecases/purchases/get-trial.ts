import { z } from 'zod'
import { config } from '@/lib/config'
import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook } from '@/lib/db/ledger'
import { findBillingProfile, findSavedCard } from '@/lib/db/purchases-buyers'
import { listTrialMarks } from '@/lib/db/purchases-trials'
import { Text } from '@/lib/domain/input-types'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { addTax, taxFor } from '@/lib/domain/purchases/tax'
import { planTrial, type TrialView } from '@/lib/domain/purchases/trial'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineQuery } from '../define'
import { readStanding } from '../subscriptions/read-standing'
import { personOf } from './trial-marks'

/** All that is said before a trial begins: what it brings, what the plan costs after it, and what is missing for it. */
export const getTrial = defineQuery({
  name: 'purchases.get-trial',
  input: z.strictObject({ accountId: AccountId, planKey: Text.max(40) }),
  allow: role('owner', 'billing'),
  run: async ({ accountId, planKey }, { tx, now, caller }): Promise<TrialView> => {
    const stored = await findBook(tx, accountId)
    const plan = await findPlan(tx, planKey)
    if (!stored || !plan || plan.currency !== stored.currency || plan.trialDays === 0) throw notFound('trial')
    const book = planSettlement(stored, now)
    const { timeZone, currency, status } = book
    const { current, next } = await readStanding(tx, book, now)
    const { marks, isProven } = await personOf(tx, accountId, caller.userId)
    const buyer = await findBillingProfile(tx, accountId)
    const { SELLER_COUNTRY: sellerCountry } = config()
    const tax = taxFor(buyer ?? { country: sellerCountry, vatId: null }, sellerCountry)
    return {
      asOf: now,
      timeZone,
      currency,
      status,
      plan,
      ...planTrial(plan, timeZone, now),
      ...addTax(plan.priceCents, tax),
      tax,
      buyer,
      card: await findSavedCard(tx, accountId),
      isProven,
      isUsed: (await listTrialMarks(tx, marks)).length > 0,
      hasPlan: current !== null || next !== null,
    }
  },
})
