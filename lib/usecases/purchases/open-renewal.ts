import { z } from 'zod'
import { config } from '@/lib/config'
import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { findLastLanguage, findOrderOfForm } from '@/lib/db/purchases-orders'
import { DAY } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Allowance } from '@/lib/domain/ledger/model'
import { periodStart } from '@/lib/domain/ledger/periods'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import type { Order } from '@/lib/domain/purchases/order-model'
import { planPeriodSale } from '@/lib/domain/purchases/plan-sale'
import { taxFor } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { endPlan } from '../subscriptions/end-plan'
import { writeOrder } from './write-order'

/**
 * Orders the next period of a plan that is paid by card, once, at the price at which the plan was taken. Null when there is none to be ordered,
 * or while the account is frozen. Nobody is charged for a period that is over: where a whole one went by, the plan ends.
 */
export const openRenewal = defineUsecase({
  name: 'purchases.open-renewal',
  input: z.strictObject({ accountId: AccountId, allowanceId: z.uuid() }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId, allowanceId }, work): Promise<{ orderId: string } | null> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    const stored = locked ? await findBook(work.tx, accountId) : null
    if (!stored) throw notFound('account')
    const allowance = planSettlement(stored, work.now).allowances.get(allowanceId)
    const isDue = allowance?.isBilled && allowance.nextAt !== null && allowance.nextAt === allowance.paidUntil
    const formKey = `renewal:${allowanceId}:${allowance?.nextN}`
    if (!isDue || stored.status !== 'active' || (await findOrderOfForm(work.tx, accountId, formKey))) {
      work.unchanged()
      return null
    }
    if (periodStart(allowance, stored.timeZone, allowance.nextN + 1) <= work.now) {
      await endPlan(work, { accountId, reason: 'A whole period went by in which it could not be renewed.' })
      return null
    }
    const { id } = await order(work, { accountId, formKey }, allowance)
    return { orderId: id }
  },
})

async function order(work: Work, of: { accountId: string; formKey: string }, allowance: Allowance): Promise<Order> {
  const { accountId } = of
  const plan = await findPlan(work.tx, allowance.planKey)
  if (!plan) throw notFound('plan')
  const { SELLER_COUNTRY: sellerCountry } = config()
  const buyer = (await findBillingProfile(work.tx, accountId)) ?? { country: sellerCountry, vatId: null }
  const language = await findLastLanguage(work.tx, accountId)
  const { amount: tokens, costCents: netCents, nextAt: pricedAt, id: allowanceId } = allowance
  const sale = planPeriodSale('renewal', plan, { tokens, netCents }, { tax: taxFor(buyer, sellerCountry), language })
  const payBy = work.now + DAY
  return writeOrder(work, {
    ...{ ...sale, ...of, language, payBy, pricedAt, allowanceId },
    payWay: 'saved-card',
    tryAt: work.now,
  })
}
