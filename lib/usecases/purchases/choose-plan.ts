import { findPlan } from '@/lib/db/catalogue-plans'
import type { Plan } from '@/lib/domain/catalogue/plans'
import { ChoosePlanInput } from '@/lib/domain/purchases/order-inputs'
import { quotePlan } from '@/lib/domain/purchases/plan-quote'
import { UNTAXED } from '@/lib/domain/purchases/tax'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { type ChangedPlan, changePlan } from '../subscriptions/change-plan'
import { readStanding } from '../subscriptions/read-standing'
import { openForChange } from './open-for-change'

/**
 * Puts the account on a plan where that costs nothing today: a smaller one, or one of other periods, follows at the end of the running
 * period and is taken back in one step until then; one without a price begins now. What costs something today is ordered, and refused here.
 */
export const choosePlan = defineUsecase({
  name: 'purchases.choose-plan',
  input: ChoosePlanInput,
  allow: role('owner', 'billing'),
  run: async ({ accountId, planKey, shownCents }, work): Promise<ChangedPlan> => {
    const book = await openForChange(work, accountId)
    const plan = await findPlan(work.tx, planKey)
    if (plan?.currency !== book.currency) throw notFound('plan')
    requireShown(plan, shownCents)
    const { netCents } = quotePlan(await readStanding(work.tx, book, work.now), plan, work.now, UNTAXED)
    if (netCents > 0n) {
      throw new Refusal('conflict', {
        detail: 'This plan begins today and is paid today: order it. Nothing was changed.',
      })
    }
    return changePlan(work, { accountId, planKey, isBilled: true, reason: 'Chosen by the customer.' })
  },
})

/** What is promised for the next period is what was shown. */
function requireShown({ priceCents, currency }: Plan, shownCents: bigint): void {
  if (priceCents === shownCents) return
  throw new Refusal('price-changed', {
    detail: 'The price of the plan has changed since it was shown. Nothing was changed. Look at it and decide again.',
    facts: { priceCents: `${priceCents}`, currency },
  })
}
