import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { TOKEN } from '@/lib/domain/tokens'
import { sweepAll } from '@/lib/testing/forecasts'
import { SYSTEM, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { type Buyer, bought, paidFor } from '@/lib/testing/purchases'
import { saveTestCard, toppedUpBuyer } from '@/lib/testing/top-ups'
import { getHome } from '../forecast/get-home'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { chargeOrder } from './charge-order'
import { getTopUp } from './get-top-up'
import { openTopUp } from './open-top-up'
import { runTopUps } from './run-top-ups'
import { turnOffTopUp } from './turn-off-top-up'
import { turnOnTopUp } from './turn-on-top-up'

const scene = sceneOfPurchases()

const run = () => sweepAll(runTopUps, scene.house)
const topUpOf = ({ accountId }: Buyer) => scene.house.db.topUp.findUniqueOrThrow({ where: { accountId } })
const eventsOf = async ({ accountId }: Buyer) => {
  const events = await scene.house.db.outboxEvent.findMany({
    where: { accountId, name: { startsWith: 'top-up.' } },
    orderBy: { id: 'asc' },
  })
  return events.map(({ name }) => name)
}
const use = ({ accountId }: Buyer, calls: number) =>
  enqueueUsage([usageEvent(accountId, scene.clock.now(), { quantities: { call: BigInt(calls) * TOKEN } })], scene.house)

describe('auto top-up', () => {
  it('buys once when few tokens are left, charges the saved card, and tells it; then it has enough', async () => {
    const buyer = await toppedUpBuyer(scene)
    await run()
    await run()
    expect(await bought(scene.house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
    expect(await paidFor(scene.house, buyer.accountId)).toEqual({ payments: 1, cents: 1740 })
    expect(await topUpOf(buyer)).toMatchObject({ orderId: null, failures: 0 })
    expect(await eventsOf(buyer)).toEqual(['top-up.done'])
  })

  it('stops at the ceiling of the month, tells it once, and goes on in the next month', async () => {
    const buyer = await toppedUpBuyer(scene, 'success', { ceiling: '40' })
    for (let i = 0; i < 4; i++) {
      await run()
      await use(buyer, 249_990)
      scene.clock.advance(HOUR)
    }
    expect(await paidFor(scene.house, buyer.accountId)).toEqual({ payments: 2, cents: 3480 })
    expect(await topUpOf(buyer)).toMatchObject({ on: true, blockedBy: 'ceiling' })
    expect(await eventsOf(buyer)).toEqual(['top-up.done', 'top-up.done', 'top-up.blocked'])
    scene.clock.advance(31n * DAY)
    await run()
    expect(await paidFor(scene.house, buyer.accountId)).toEqual({ payments: 3, cents: 5220 })
    expect(await topUpOf(buyer)).toMatchObject({ blockedBy: null })
  })

  it('waits for six hours after a decline, pauses after the second, and is turned on by its own switch alone', async () => {
    const buyer = await toppedUpBuyer(scene, 'saved-then-declined')
    await run()
    scene.clock.advance(6n * HOUR - MINUTE)
    await run()
    expect(await topUpOf(buyer)).toMatchObject({ failures: 1, pausedAt: null })
    scene.clock.advance(MINUTE)
    await run()
    expect(await topUpOf(buyer)).toMatchObject({ on: true, failures: 2, pausedAt: expect.any(Date) })
    expect(await bought(scene.house, buyer.accountId)).toEqual({ states: ['failed', 'failed'], tokens: [] })
    expect(await eventsOf(buyer)).toEqual(['top-up.declined', 'top-up.paused'])
    // A better card is no switch.
    await saveTestCard(scene, buyer)
    scene.clock.advance(2n * DAY)
    await run()
    expect((await paidFor(scene.house, buyer.accountId)).payments).toBe(0)
    await turnOnTopUp(buyer.owner, { accountId: buyer.accountId }, scene.house)
    await run()
    expect((await paidFor(scene.house, buyer.accountId)).payments).toBe(1)
  })

  it('twenty runs at once make one order and one payment', async () => {
    const buyer = await toppedUpBuyer(scene)
    await Promise.all(Array.from({ length: 20 }, () => runTopUps(SYSTEM, { after: null }, scene.house)))
    await run()
    expect(await bought(scene.house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
    expect(await paidFor(scene.house, buyer.accountId)).toEqual({ payments: 1, cents: 1740 })
    expect(await eventsOf(buyer)).toEqual(['top-up.done'])
  })

  it('goes on with a purchase that was cut off before it was charged, and with one before its end was noted', async () => {
    const [first, second] = [await toppedUpBuyer(scene), await toppedUpBuyer(scene)]
    await openTopUp(SYSTEM, { accountId: first.accountId }, scene.house)
    const { orderId } = await openTopUp(SYSTEM, { accountId: second.accountId }, scene.house)
    await chargeOrder({ accountId: second.accountId, orderId: orderId ?? '' }, scene.house)
    await run()
    for (const buyer of [first, second]) {
      expect(await bought(scene.house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
      expect(await topUpOf(buyer)).toMatchObject({ orderId: null })
      expect(await eventsOf(buyer)).toEqual(['top-up.done'])
    }
  })

  it('tries again under the same key while the provider is away, and reports it', async () => {
    const buyer = await toppedUpBuyer(scene)
    const away = () => Promise.reject(new PaymentFault('provider-away', 'It does not answer.'))
    const payments = { ...scene.house.payments, chargeSavedCard: away }
    const batch = await runTopUps(SYSTEM, { after: null }, { ...scene.house, payments })
    expect(batch.failures).toEqual([expect.stringContaining(buyer.accountId)])
    expect(await bought(scene.house, buyer.accountId)).toMatchObject({ states: ['pending'] })
    scene.clock.advance(3n * MINUTE)
    await run()
    expect(await bought(scene.house, buyer.accountId)).toMatchObject({ states: ['done'] })
    expect((await paidFor(scene.house, buyer.accountId)).payments).toBe(1)
  })

  it('counts days by the last forecast: it waits without one, and buys when tokens for fewer days are left', async () => {
    const { house, clock } = scene
    const buyer = await toppedUpBuyer(scene, 'success', { below: '3', unit: 'days' })
    const { accountId, owner } = buyer
    const gift = { key: 'gift', source: 'promo', name: 'Gift', tokens: '1250', reason: 'For the test.' } as const
    await giveGrant(SYSTEM, { accountId, ...gift }, house)
    const live = async (days: number) => {
      for (let day = 0; day < days; day++) {
        await use(buyer, 100)
        clock.advance(DAY)
      }
      await getHome(owner, { accountId }, house)
    }
    await run()
    expect((await getTopUp(owner, { accountId }, house)).plan).toEqual({ kind: 'learning' })
    await live(8)
    await run()
    expect((await getTopUp(owner, { accountId }, house)).plan).toMatchObject({ kind: 'above' })
    expect((await paidFor(house, accountId)).payments).toBe(0)
    await live(2)
    await run()
    expect((await paidFor(house, accountId)).payments).toBe(1)
  })

  it('buys nothing once it is off', async () => {
    const buyer = await toppedUpBuyer(scene)
    await turnOffTopUp(buyer.owner, { accountId: buyer.accountId }, scene.house)
    await run()
    expect(await bought(scene.house, buyer.accountId)).toEqual({ states: [], tokens: [] })
  })
})

it('refuses everybody but the clock', async () => {
  const { accountId } = await toppedUpBuyer(scene)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  for (const verb of [
    (caller: (typeof callers)[number]) => runTopUps(caller, { after: null }, scene.house),
    (caller: (typeof callers)[number]) => openTopUp(caller, { accountId }, scene.house),
  ]) {
    expect(await kindsRefused((caller) => verb(caller as (typeof callers)[number]), callers)).toEqual([
      'not-found',
      'not-found',
    ])
  }
})
