import { randomUUID } from 'node:crypto'
import { instantToIso } from '@/lib/domain/instants'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { placePlanOrder } from '@/lib/usecases/purchases/place-plan-order'
import { previewPlan } from '@/lib/usecases/purchases/preview-plan'
import { getPlan } from '@/lib/usecases/subscriptions/get-plan'
import { SYSTEM } from './house'
import { kindsRefused, memberCaller, visitorCaller } from './people'
import { testPlan } from './plans'
import { type PurchaseScene, testBuyer } from './purchases'

/** An account on a plan of 4,000 tokens at 49.00, beside one of 1,000 at 19.00. */
export async function planChangeScene({ house }: Pick<PurchaseScene, 'house'>) {
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const small = await testPlan(house, 1000, { priceCents: 1900n })
  const large = await testPlan(house, 4000, { priceCents: 4900n })
  const assign = (planKey: string) =>
    assignPlan(SYSTEM, { accountId, planKey, reason: 'As agreed by contract.' }, house)
  await assign(large)
  const standing = async () => {
    const { plan, change } = await getPlan(owner, { accountId }, house)
    return { plan: plan?.key ?? null, period: plan?.period ?? null, change }
  }
  const freeze = () => house.db.account.update({ where: { id: accountId }, data: { status: 'frozen' } })
  /** Orders a larger plan, still to be paid; returns the order's id. */
  const pend = async () => {
    const planKey = await testPlan(house, 9000, { priceCents: 9900n })
    const { preview } = await previewPlan(owner, { accountId, planKey }, house)
    const { totalCents, quotedAt } = preview
    const quoted = { shownCents: `${totalCents}`, quotedAt: instantToIso(quotedAt) }
    const form = { accountId, planKey, formKey: randomUUID(), language: 'en', payWith: 'page', ...quoted } as const
    return (await placePlanOrder(owner, form, house)).id
  }
  return { ...buyer, small, large, assign, standing, freeze, pend }
}

/** How a verb for owners and billing refuses others. */
export async function refusesOthers(
  accountId: string,
  verb: (caller: ReturnType<typeof memberCaller> | ReturnType<typeof visitorCaller>) => Promise<unknown>,
): Promise<string[]> {
  const callers = [
    visitorCaller(),
    memberCaller(accountId, 'developer'),
    memberCaller(accountId, 'viewer'),
    memberCaller(randomUUID(), 'owner'),
  ]
  return kindsRefused((caller) => verb(caller as ReturnType<typeof memberCaller>), callers)
}

/** What `refusesOthers` answers where nobody else may. */
export const OTHERS_REFUSED = ['unauthenticated', 'forbidden', 'forbidden', 'not-found']
