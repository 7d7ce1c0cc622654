import { afterEach, describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import { offencesOf } from '@/lib/testing/holds'
import { onPaidPlan } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor } from '@/lib/testing/purchases'
import { renewals } from '@/lib/testing/renewals'
import { getPlan } from '../subscriptions/get-plan'
import { chargeOrder } from './charge-order'

const scene = sceneOfPurchases()
afterEach(() => renewals(scene).endAll())

const freeze = (accountId: string, status: 'frozen' | 'active' = 'frozen') =>
  scene.house.db.account.update({ where: { id: accountId }, data: { status } })

describe('a renewal', () => {
  it('without a saved card is tried as often as one whose card is refused', async () => {
    const { until, endOf, ordersOf, runJobs } = renewals(scene)
    const one = await onPaidPlan(scene)
    const none = { cardId: null, cardBrand: null, cardLastFour: null, cardExpiryMonth: null, cardExpiryYear: null }
    await scene.house.db.paymentCustomer.update({ where: { accountId: one.accountId }, data: none })
    const endsAt = await endOf(one)
    until(endsAt)
    await runJobs()
    const noCard = { state: 'pending', failure: 'no-card' }
    expect((await ordersOf(one))[0]).toMatchObject({ ...noCard, attempts: 1, tryAt: endsAt + DAY })
    until(endsAt + DAY)
    await runJobs()
    expect((await ordersOf(one))[0]).toMatchObject({ ...noCard, attempts: 2, tryAt: endsAt + 3n * DAY })
  })

  it('whose one try is answered to two processes counts it once and tells it once', async () => {
    const { house, clock } = scene
    const { until, endOf, ordersOf, runJobs } = renewals(scene)
    const one = await onPaidPlan(scene, 'declined-later')
    const { accountId } = one
    const endsAt = await endOf(one)
    until(endsAt)
    const { payments } = house
    const chargeSavedCard: typeof payments.chargeSavedCard = async (wanted) => {
      clock.advance(3n * MINUTE)
      await chargeOrder({ accountId, orderId: wanted.orderId }, house)
      return payments.chargeSavedCard(wanted)
    }
    await runJobs({ ...house, payments: { ...payments, chargeSavedCard } })
    expect((await ordersOf(one))[0]).toMatchObject({ attempts: 1, tryAt: endsAt + DAY })
    expect(await house.db.outboxEvent.count({ where: { accountId, name: 'order.unpaid' } })).toBe(1)
  })

  it('of a frozen account waits, and is paid once the account is free', async () => {
    const { until, endOf, runJobs } = renewals(scene)
    const one = await onPaidPlan(scene)
    const endsAt = await endOf(one)
    await freeze(one.accountId)
    until(endsAt)
    await runJobs()
    expect((await paidFor(scene.house, one.accountId)).payments).toBe(1)
    await freeze(one.accountId, 'active')
    until(endsAt + DAY)
    await runJobs()
    expect((await paidFor(scene.house, one.accountId)).payments).toBe(2)
    expect(await offencesOf(scene.house, one.accountId)).toEqual([])
  })

  it('of an account that was frozen while its card was refused is not tried until it is free', async () => {
    const { until, endOf, ordersOf, runJobs } = renewals(scene)
    const one = await onPaidPlan(scene, 'declined-later')
    const endsAt = await endOf(one)
    until(endsAt)
    await runJobs()
    await freeze(one.accountId)
    until(endsAt + DAY)
    await runJobs()
    expect((await ordersOf(one))[0]).toMatchObject({ state: 'pending', attempts: 1 })
    await freeze(one.accountId, 'active')
    await runJobs()
    expect((await ordersOf(one))[0]).toMatchObject({ state: 'pending', attempts: 2 })
  })

  it('of a period that went by wholly is not charged: the plan has ended', async () => {
    const { house } = scene
    const { until, endOf, ordersOf, runJobs } = renewals(scene)
    const one = await onPaidPlan(scene)
    until((await endOf(one)) + 40n * DAY)
    expect(await runJobs()).toEqual([])
    expect(await ordersOf(one)).toHaveLength(1)
    expect((await getPlan(one.owner, { accountId: one.accountId }, house)).plan).toBeNull()
    expect(await offencesOf(house, one.accountId)).toEqual([])
  })
})
