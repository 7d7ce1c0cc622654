import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import { offencesOf, totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { documentsOf, paidOrder, spend, testBuyer, testOrder, tokensOf } from '@/lib/testing/purchases'
import { fulfilDispute } from './fulfil-dispute'
import { receiveWebhook } from './receive-webhook'
import { refundOrder } from './refund-order'
import { workInbox } from './work-inbox'

const scene = sceneOfPurchases()

/** Has the provider say that a dispute of the order stands so. */
function telling(order: Order, status: Dispute['status'], id = 'du_1') {
  const { payments } = scene.house
  const told: Dispute = {
    ...{ id: `${id}-${order.id}`, status, amount: 1740n, currency: 'EUR', reason: 'fraudulent' },
    ...{ paymentId: order.paymentId, chargeId: 'ch_1' },
  }
  const house = { ...scene.house, payments: { ...payments, getDispute: async () => told } }
  return () => fulfilDispute(SYSTEM, { disputeId: told.id }, house)
}

const statusOf = async ({ accountId }: Order) =>
  (await scene.house.db.account.findUniqueOrThrow({ where: { id: accountId } })).status

async function disputed(spent: number): Promise<Order> {
  const buyer = await testBuyer(scene.house)
  const order = await paidOrder(scene, buyer)
  if (spent > 0) await spend(scene, buyer.accountId, spent)
  await telling(order, 'open')()
  return order
}

describe('a dispute', () => {
  it('that opens revokes what is unspent, makes a debt of what was spent, and freezes the account', async () => {
    const order = await disputed(80_000)
    expect(await tokensOf(scene.house, order)).toMatchObject({ available: 0, spent: 80_000, revoked: 170_000 })
    expect(await totalsOf(scene.house, order.accountId)).toEqual([0, 0, 80_000])
    expect(await statusOf(order)).toBe('frozen')
    expect(await offencesOf(scene.house, order.accountId)).toEqual([])
  })

  it('that is won gives the same tokens back at what they cost, pays the debt, and frees the account', async () => {
    const order = await disputed(80_000)
    await telling(order, 'won')()
    expect(await totalsOf(scene.house, order.accountId)).toEqual([170_000, 0, 0])
    const back = await scene.house.db.grant.findFirstOrThrow({
      where: { accountId: order.accountId, source: 'refund' },
    })
    expect(back).toMatchObject({ amount: 250_000_000n, costCents: 1450n })
    expect(await statusOf(order)).toBe('active')
    expect(await documentsOf(scene.house, order.accountId)).toHaveLength(1)
    expect(await offencesOf(scene.house, order.accountId)).toEqual([])
  })

  it('that is lost leaves things so and credits what the bank took', async () => {
    const order = await disputed(0)
    await telling(order, 'lost')()
    expect(await totalsOf(scene.house, order.accountId)).toEqual([0, 0, 0])
    expect(await statusOf(order)).toBe('frozen')
    expect(await documentsOf(scene.house, order.accountId)).toEqual([
      ['receipt', 1740n],
      ['credit-note', 1740n],
    ])
    expect(await offencesOf(scene.house, order.accountId)).toEqual([])
  })

  it.each([
    [['open', 'open', 'won', 'open', 'lost', 'won'], 'won'],
    [['lost', 'open', 'won'], 'lost'],
    [['won', 'open', 'lost'], 'won'],
  ] as const)('told as %j ends once, as it was first decided: %s', async (told, state) => {
    const order = await paidOrder(scene, await testBuyer(scene.house))
    for (const status of told) await telling(order, status)()
    await Promise.all(told.map((status) => telling(order, status)()))
    expect((await telling(order, 'open')()).state).toBe(state)
    expect(await totalsOf(scene.house, order.accountId)).toEqual([state === 'won' ? 250_000 : 0, 0, 0])
    expect(await statusOf(order)).toBe(state === 'won' ? 'active' : 'frozen')
    expect(await documentsOf(scene.house, order.accountId)).toHaveLength(state === 'won' ? 1 : 2)
  })

  it('that is won frees no account in which another is open', async () => {
    const order = await disputed(0)
    await telling(order, 'open', 'du_2')()
    await telling(order, 'won')()
    expect(await statusOf(order)).toBe('frozen')
    await telling(order, 'won', 'du_2')()
    expect(await statusOf(order)).toBe('active')
  })

  it('that is won frees no account of which another was lost meanwhile', async () => {
    const order = await disputed(0)
    await telling(order, 'open', 'du_2')()
    await telling(order, 'lost')()
    await telling(order, 'won', 'du_2')()
    expect(await statusOf(order)).toBe('frozen')
  })

  it('leaves what was refunded before alone, and refuses a refund after it', async () => {
    const buyer = await testBuyer(scene.house)
    const order = await paidOrder(scene, buyer)
    await telling(order, 'open')()
    const asked = { accountId: buyer.accountId, orderId: order.id, shownCents: '0' }
    expect((await refusalOf(refundOrder(buyer.owner, asked, scene.house))).facts.rule).toBe('refund-disputed')
    const other = await paidOrder(scene, await testBuyer(scene.house))
    const refunding = memberCaller(other.accountId, 'owner')
    await refundOrder(
      refunding,
      { ...asked, ...{ accountId: other.accountId, orderId: other.id, shownCents: '1740' } },
      scene.house,
    )
    await telling(other, 'lost')()
    expect(await tokensOf(scene.house, other)).toMatchObject({ refunded: 250_000, revoked: 0 })
    expect(await totalsOf(scene.house, other.accountId)).toEqual([0, 0, 0])
  })

  it('of a payment that nobody heard of yet fulfils its order first', async () => {
    const { house, sandbox } = scene
    const buyer = await testBuyer(house)
    const order = await testOrder(house, buyer)
    await sandbox.payWithCard(order.sessionId, 'disputed')
    // The last first: the dispute is heard of before the payment.
    for (const webhook of (await scene.deliverAll()).reverse()) await receiveWebhook(SYSTEM, webhook, house)
    // What all tests before it were told is more than one batch.
    for (let batch = 0; batch < 3; batch++) expect((await workInbox(SYSTEM, {}, house)).failures).toEqual([])
    const orders = await house.db.order.findMany({ where: { accountId: buyer.accountId } })
    expect(orders.map(({ state }) => state)).toEqual(['done'])
    expect(await totalsOf(house, buyer.accountId)).toEqual([0, 0, 0])
    expect(await statusOf({ ...order, accountId: buyer.accountId })).toBe('frozen')
  })
})

it('refuses everybody but the house itself, and disputes of what is not here', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => fulfilDispute(caller, { disputeId: 'du_1' }, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
})
