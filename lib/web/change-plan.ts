import 'server-only'
import type { Route } from 'next'
import type { PlanDeed } from '@/lib/domain/purchases/plan-preview'
import { Refusal } from '@/lib/domain/refusals'
import { cancelPlan } from '@/lib/usecases/purchases/cancel-plan'
import { choosePlan } from '@/lib/usecases/purchases/choose-plan'
import { keepPlan } from '@/lib/usecases/purchases/keep-plan'
import { placePlanOrder } from '@/lib/usecases/purchases/place-plan-order'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { orderPath } from './order'
import { planReviewAddress, plansAddress } from './plan'
import { memberCaller } from './session'

/**
 * Does what the preview's form confirms and says where it goes on: back to the plans, to the payment, to the purchase that is already under
 * way, or to the preview again when it is another by now. Throws every other refusal.
 */
export async function confirmPlan(fields: FormFields): Promise<string> {
  const accountId = fields.text('accountId')
  try {
    return await doIt(accountId, fields)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'order-pending') return `${orderPath(accountId, `${error.facts.order}`)}?again=1`
    const isOutdated = error.kind === 'price-changed' || (error.kind === 'conflict' && error.facts.rule === undefined)
    if (!isOutdated) throw error
    return planReviewAddress(accountId, fields.optional('planKey') ?? null, { changed: '1' })
  }
}

async function doIt(accountId: string, fields: FormFields): Promise<Route | string> {
  const caller = await memberCaller()
  const [planKey, shownCents] = [fields.text('planKey'), fields.text('shownCents')]
  switch (fields.choice<PlanDeed>('deed')) {
    case 'cancel':
      await cancelPlan(caller, { accountId })
      return plansAddress(accountId, 'canceled')
    case 'keep':
      await keepPlan(caller, { accountId })
      return plansAddress(accountId, 'kept')
    case 'order':
      return payFor(accountId, fields)
    default:
      await choosePlan(caller, { accountId, planKey, shownCents })
      return plansAddress(accountId, 'changed')
  }
}

async function payFor(accountId: string, fields: FormFields): Promise<string> {
  const order = await placePlanOrder(await memberCaller(), {
    accountId,
    planKey: fields.text('planKey'),
    formKey: fields.text('formKey'),
    shownCents: fields.text('shownCents'),
    quotedAt: fields.text('quotedAt'),
    language: await pageLanguage(),
    payWith: fields.choice('payWith'),
  })
  return order.state === 'pending' && order.sessionUrl !== null ? order.sessionUrl : orderPath(accountId, order.id)
}
