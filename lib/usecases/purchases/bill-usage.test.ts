import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { listOrders } from '@/lib/db/purchases-orders'
import { DAY, HOUR } from '@/lib/domain/instants'
import { SYSTEM, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { payAtPage } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { type Buyer, paidFor, testBuyer, testOrder } from '@/lib/testing/purchases'
import { enqueueUsage } from '../metering/operation-queue'
import { verifyLedger } from '../oversight/verify-ledger'
import { billUsage } from './bill-usage'
import { chargeCards } from './charge-cards'
import { getPayAsYouGo } from './get-pay-as-you-go'
import { setPayAsYouGo } from './set-pay-as-you-go'
import { turnOffPayAsYouGo } from './turn-off-pay-as-you-go'

const scene = sceneOfPurchases()
/** The jobs go through everybody's bills: those of one test are over before the next. */
afterEach(async () => {
  await scene.house.db.$executeRaw`UPDATE pay_as_you_go SET bill_at = 'infinity'`
  await scene.house.db
    .$executeRaw`UPDATE "order" SET state = 'canceled', settled_at = created_at WHERE state = 'pending'`
})

/** A buyer with the medium pack and a saved card of that behaviour, who may owe 5,000 tokens. */
async function payer(card = 'success'): Promise<Buyer> {
  const { house } = scene
  const buyer = await testBuyer(house)
  await payAtPage(scene, await testOrder(house, buyer), card)
  await setPayAsYouGo(buyer.owner, { accountId: buyer.accountId, cap: '5000', language: 'en' }, house)
  return buyer
}

async function use({ accountId }: Buyer, tokens: number): Promise<string | undefined> {
  const { house, clock } = scene
  const quantities = { call: BigInt(tokens) * 1000n }
  const [outcome] = await enqueueUsage([usageEvent(accountId, clock.now(), { quantities })], house)
  return outcome?.kind
}

const viewOf = ({ owner, accountId }: Buyer) => getPayAsYouGo(owner, { accountId, language: 'en' }, scene.house)
const ordersOf = ({ accountId }: Buyer) => listOrders(scene.house.db, accountId, null, 10)

async function atMonthsEnd(buyer: Buyer, later = 0n): Promise<readonly string[]> {
  const { billAt } = await viewOf(buyer)
  scene.clock.advance(billAt + later - scene.clock.now())
  return (await billUsage(SYSTEM, {}, scene.house)).failures
}

describe('use beyond the tokens', () => {
  it('stops at the customer’s own cap, and is billed once at the end of the month at the price of a free amount', async () => {
    const { house } = scene
    const buyer = await payer()
    expect(await use(buyer, 253_000)).toBe('charge')
    expect(await use(buyer, 2_001)).not.toBe('charge')
    expect(await use(buyer, 2_000)).toBe('charge')
    const owing = await viewOf(buyer)
    // 0.42 with its tax is less than a payment can be: it waits.
    expect(owing).toMatchObject({ owed: 5_000_000n, bill: null })
    expect(await atMonthsEnd(buyer)).toEqual([])
    expect(await ordersOf(buyer)).toHaveLength(1)
    expect((await viewOf(buyer)).owed).toBe(5_000_000n)
    expect((await viewOf(buyer)).billAt).toBeGreaterThan(owing.billAt)
    expect(
      (await verifyLedger(SYSTEM, { accountId: buyer.accountId }, house)).flatMap(({ offences }) => offences),
    ).toEqual([])
  })

  it('of more than that is charged to the saved card; its tokens pay the debt, in the ledger', async () => {
    const { house } = scene
    const buyer = await payer()
    await setPayAsYouGo(buyer.owner, { accountId: buyer.accountId, cap: '50000', language: 'en' }, house)
    await use(buyer, 290_000)
    expect((await Promise.all([atMonthsEnd(buyer), atMonthsEnd(buyer)])).flat()).toEqual([])
    expect(await ordersOf(buyer)).toMatchObject([
      { kind: 'usage', state: 'done', tokens: 40_000_000n, netCents: 276n, taxCents: 55n, refundDays: 0 },
      {},
    ])
    expect(await findBook(house.db, buyer.accountId)).toMatchObject({ debt: 0n, available: 0n, debtLimit: 50_000_000n })
    expect((await paidFor(house, buyer.accountId)).cents).toBe(1740 + 331)
    expect(
      (await verifyLedger(SYSTEM, { accountId: buyer.accountId }, house)).flatMap(({ offences }) => offences),
    ).toEqual([])
  })

  it('that was switched off is owed and billed all the same, and no more is lent', async () => {
    const { house } = scene
    const buyer = await payer()
    await setPayAsYouGo(buyer.owner, { accountId: buyer.accountId, cap: '50000', language: 'en' }, house)
    await use(buyer, 280_000)
    await turnOffPayAsYouGo(buyer.owner, { accountId: buyer.accountId }, house)
    expect(await use(buyer, 1)).not.toBe('charge')
    expect(await atMonthsEnd(buyer)).toEqual([])
    expect(await ordersOf(buyer)).toMatchObject([{ kind: 'usage', state: 'done' }, {}])
    // Old charges are judged by the limit of their time.
    expect(
      (await verifyLedger(SYSTEM, { accountId: buyer.accountId }, house)).flatMap(({ offences }) => offences),
    ).toEqual([])
  })

  it('that cannot be charged is tried for a week, and then switched off; the debt stays', async () => {
    const { house, clock } = scene
    const buyer = await payer('declined-later')
    await setPayAsYouGo(buyer.owner, { accountId: buyer.accountId, cap: '50000', language: 'en' }, house)
    await use(buyer, 290_000)
    expect(await atMonthsEnd(buyer, HOUR)).toEqual([])
    for (let day = 0; day < 8; day++) {
      clock.advance(DAY)
      await chargeCards(SYSTEM, {}, house)
    }
    expect(await ordersOf(buyer)).toMatchObject([{ state: 'failed', attempts: 5 }, {}])
    expect(await viewOf(buyer)).toMatchObject({ owed: 40_000_000n, agreed: { isOn: false } })
    expect(await findBook(house.db, buyer.accountId)).toMatchObject({ debtLimit: 0n, debt: 40_000_000n })
  })
})

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  expect(await kindsRefused((caller) => billUsage(caller, {}, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
