import { z } from 'zod'
import { listPacks } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { hasPendingBill } from '@/lib/db/purchases-orders'
import { findPayAsYouGo, updateBillAt } from '@/lib/db/purchases-pay-as-you-go'
import { DAY } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { endOfMonth, usageSale } from '@/lib/domain/purchases/pay-as-you-go'
import { taxFor } from '@/lib/domain/purchases/tax'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase } from '../define'
import { counterFor } from './read-shop'
import { writeOrder } from './write-order'

/**
 * Orders what an account owes at the end of its month, once, and says when the next month ends. Null when there is nothing to bill: no debt,
 * too little for a payment, an account that is frozen, or a bill before it that is still being paid.
 */
export const openUsageBill = defineUsecase({
  name: 'purchases.open-usage-bill',
  input: z.strictObject({ accountId: AccountId }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<{ orderId: string } | null> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    const stored = locked ? await findBook(work.tx, accountId) : null
    if (!stored) throw notFound('account')
    const agreed = await findPayAsYouGo(work.tx, accountId)
    if (!agreed || agreed.billAt > work.now) {
      work.unchanged()
      return null
    }
    const book = planSettlement(stored, work.now)
    const { currency, timeZone, debt, status } = book
    const nextAt = endOfMonth(work.now, timeZone)
    await updateBillAt(work.tx, accountId, nextAt)
    work.audit({ accountId, subject: 'pay-as-you-go', detail: { billed: `${agreed.billAt}`, owed: `${debt}` } })
    const { language, billAt: pricedAt } = agreed
    const buyer = await findBillingProfile(work.tx, accountId)
    const counter = counterFor(buyer, await listPacks(work.tx), currency, language)
    const sale = usageSale(debt, counter.packs, {
      currency,
      tax: taxFor(counter.buyer, counter.sellerCountry),
      language,
    })
    if (!sale || status !== 'active' || (await hasPendingBill(work.tx, accountId))) return null
    const { id } = await writeOrder(work, {
      ...{ ...sale, accountId, formKey: `usage:${pricedAt}`, language, pricedAt, allowanceId: null },
      ...{ payBy: work.now + DAY, payWay: 'saved-card', tryAt: work.now },
    })
    return { orderId: id }
  },
})
