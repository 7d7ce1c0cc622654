import { findBook } from '@/lib/db/ledger'
import { listOrders } from '@/lib/db/purchases-orders'
import type { Instant } from '@/lib/domain/instants'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { chargeCards } from '@/lib/usecases/purchases/charge-cards'
import { renewPlans } from '@/lib/usecases/purchases/renew-plans'
import { getPlan } from '@/lib/usecases/subscriptions/get-plan'
import { SYSTEM } from './house'
import { onPaidPlan } from './plan-orders'
import type { Buyer, PurchaseScene } from './purchases'

/** What there is to do with plans that are renewed in a scene. */
export function renewals({ house, clock }: PurchaseScene) {
  const until = (at: Instant) => clock.advance(at - clock.now())
  const endOf = async ({ owner, accountId }: Buyer) => {
    const period = (await getPlan(owner, { accountId }, house)).plan?.period
    if (!period) throw new Error('No period runs.')
    return period.endsAt
  }
  return {
    until,
    endOf,
    ordersOf: ({ accountId }: Pick<Buyer, 'accountId'>) => listOrders(house.db, accountId, null, 10),
    available: async ({ accountId }: Pick<Buyer, 'accountId'>) => {
      const book = await findBook(house.db, accountId)
      return book && planSettlement(book, clock.now()).available
    },
    /** Both jobs, as they run every minute. */
    runJobs: async (by: PurchaseScene['house'] = house) => {
      const renewed = await renewPlans(SYSTEM, {}, by)
      const charged = await chargeCards(SYSTEM, {}, by)
      return [...renewed.failures, ...charged.failures]
    },
    /** The jobs go through everybody's plans: those of one test are over before the next. */
    endAll: async () => {
      await house.db.$executeRaw`UPDATE allowance SET next_at = NULL`
      await house.db.$executeRaw`UPDATE "order" SET state = 'canceled', settled_at = created_at WHERE state = 'pending'`
    },
  }
}

/** A plan whose renewal was refused an instant ago, as its period was to begin. */
export async function refusedRenewal(scene: PurchaseScene) {
  const { until, endOf, ordersOf, runJobs } = renewals(scene)
  const buyer = await onPaidPlan(scene, 'declined-later')
  const endsAt = await endOf(buyer)
  until(endsAt)
  await runJobs()
  const [renewal] = await ordersOf(buyer)
  if (renewal?.kind !== 'renewal') throw new Error('Nothing was renewed.')
  return { ...buyer, endsAt, renewal, ref: { accountId: buyer.accountId, orderId: renewal.id } }
}
