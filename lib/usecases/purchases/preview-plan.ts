import { config } from '@/lib/config'
import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook } from '@/lib/db/ledger'
import { findBillingProfile, findSavedCard } from '@/lib/db/purchases-buyers'
import { findPendingOrder, findPendingRenewal } from '@/lib/db/purchases-orders'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { PreviewPlanInput } from '@/lib/domain/purchases/order-inputs'
import { previewPlan as preview } from '@/lib/domain/purchases/plan-preview'
import type { PlanReview } from '@/lib/domain/purchases/plan-views'
import { taxFor } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineQuery } from '../define'
import { planViewOf } from '../subscriptions/plan-view'
import { readStanding } from '../subscriptions/read-standing'

/** All that a change of plan does, before it is done: money, tokens, each grant, limits, the next charge. Refuses what is not sold to the account. */
export const previewPlan = defineQuery({
  name: 'purchases.preview-plan',
  input: PreviewPlanInput,
  allow: role('owner', 'billing'),
  run: async ({ accountId, planKey }, { tx, now }): Promise<PlanReview> => {
    const stored = await findBook(tx, accountId)
    if (!stored) throw notFound('account')
    const book = planSettlement(stored, now)
    const { timeZone, currency, status } = book
    const target = planKey === null ? null : await findPlan(tx, planKey)
    if (planKey !== null && target?.currency !== currency) throw notFound('plan')
    const standing = await readStanding(tx, book, now)
    if (target === null && !standing.current && !standing.next) throw notFound('plan')
    const { SELLER_COUNTRY: sellerCountry } = config()
    const buyer = await findBillingProfile(tx, accountId)
    const tax = taxFor(buyer ?? { country: sellerCountry, vatId: null }, sellerCountry)
    const current = standing.current && (await findPlan(tx, standing.current.planKey))
    return {
      asOf: now,
      timeZone,
      currency,
      status,
      current: await planViewOf(tx, book, now),
      target,
      preview: preview({ book, standing, current, target, at: now, tax }),
      buyer,
      pending: (await findPendingOrder(tx, accountId)) ?? (await findPendingRenewal(tx, accountId)),
      card: await findSavedCard(tx, accountId),
    }
  },
})
