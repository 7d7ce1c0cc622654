import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import { SYSTEM, staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, orderForm, type PurchaseScene, paidFor, testBuyer, testOrder } from '@/lib/testing/purchases'
import { askProvider } from './ask-provider'
import { fulfilOrder } from './fulfil-order'
import { openOrder } from './open-order'
import { preparePayment } from './prepare-payment'
import { reconcileOrders } from './reconcile-orders'
import { settleOrder } from './settle-order'

const scene = sceneOfPurchases()

const refOf = ({ accountId, id }: Order) => ({ accountId, orderId: id })
const fulfil = (order: Order) => fulfilOrder(SYSTEM, refOf(order), scene.house)
const eventsOf = ({ accountId }: Order) =>
  scene.house.db.outboxEvent.findMany({ where: { accountId, name: { startsWith: 'order.' } } })

describe('fulfilling', () => {
  it('a paid order grants what was sold, once, and tells it', async () => {
    const { house, sandbox } = scene
    const buyer = await testBuyer(house)
    const order = await testOrder(house, buyer)
    await sandbox.payWithCard(order.sessionId, 'success')
    const done = await fulfil(order)
    expect(done).toMatchObject({ state: 'done', failure: null, settledAt: expect.any(BigInt) })
    expect(await fulfil(order)).toMatchObject({ state: 'done', grantId: done.grantId })
    const grants = await house.db.grant.findMany({ where: { accountId: buyer.accountId } })
    expect(grants).toMatchObject([
      {
        id: done.grantId,
        source: 'pack',
        amount: 250_000_000n,
        available: 250_000_000n,
        costCents: 1450n,
        reason: `Order ${order.id}.`,
        actor: `member:${buyer.owner.userId}`,
      },
    ])
    expect(await eventsOf(order)).toMatchObject([
      { name: 'order.done', payload: { orderId: order.id, tokens: '250000', totalCents: '1740', currency: 'EUR' } },
    ])
    const customer = await house.db.paymentCustomer.findUnique({ where: { accountId: buyer.accountId } })
    expect(customer).toMatchObject({ cardBrand: 'visa', cardLastFour: '4242' })
  })

  it('an order whose card was declined leaves it open, with the reason, for another card', async () => {
    const { house, sandbox } = scene
    const order = await testOrder(house, await testBuyer(house))
    await sandbox.payWithCard(order.sessionId, 'insufficient-funds')
    expect(await fulfil(order)).toMatchObject({ state: 'pending', failure: 'insufficient_funds' })
    await sandbox.payWithCard(order.sessionId, 'success')
    expect(await fulfil(order)).toMatchObject({ state: 'done', failure: null })
  })

  it('an order that waits for the bank waits too', async () => {
    const { house, sandbox } = scene
    const order = await testOrder(house, await testBuyer(house))
    await sandbox.payWithCard(order.sessionId, 'authentication-always')
    expect((await fulfil(order)).state).toBe('pending')
    await sandbox.answerBank(order.sessionId, false)
    expect((await fulfil(order)).state).toBe('pending')
    await sandbox.payWithCard(order.sessionId, 'authentication-always')
    await sandbox.answerBank(order.sessionId, true)
    expect((await fulfil(order)).state).toBe('done')
  })

  it('an order of which another amount was paid parks it and tells the staff; nothing is granted', async () => {
    const { house, sandbox } = scene
    const buyer = await testBuyer(house)
    const order = await testOrder(house, buyer)
    await sandbox.payWithCard(order.sessionId, 'success')
    const told = await askProvider(order, house)
    if (!told.payment) throw new Error('Nothing was paid.')
    const short = { ...told, payment: { ...told.payment, received: 1739n } }
    await settleOrder(SYSTEM, { ...refOf(order), told: short }, house)
    expect(await bought(house, buyer.accountId)).toEqual({ states: ['mismatch'], tokens: [] })
    expect(await eventsOf(order)).toMatchObject([
      { name: 'order.mismatch', payload: { orderId: order.id, totalCents: '1740', paidCents: '1739' } },
    ])
    expect((await testOrder(house, buyer)).state).toBe('pending')
  })

  it('by a member asks the provider every few seconds at most', async () => {
    const { house, sandbox, clock } = scene
    const { owner, ...buyer } = await testBuyer(house)
    const order = await testOrder(house, { ...buyer, owner })
    const viewer = memberCaller(buyer.accountId, 'viewer')
    expect((await fulfilOrder(viewer, refOf(order), house)).state).toBe('pending')
    await sandbox.payWithCard(order.sessionId, 'success')
    expect((await fulfilOrder(viewer, refOf(order), house)).state).toBe('pending')
    clock.advance(MINUTE)
    expect((await fulfilOrder(viewer, refOf(order), house)).state).toBe('done')
  })
})

describe('what was cut off at any step is finished by the next look, without a second payment', () => {
  const finish = async (order: Order) => {
    const { house, sandbox } = scene
    const { sessionId } = await preparePayment(order, house)
    await sandbox.payWithCard(sessionId ?? '', 'success')
    await fulfil(order)
    expect(await bought(house, order.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
    expect(await paidFor(house, order.accountId)).toEqual({ payments: 1, cents: 1740 })
  }

  it('after the order was written', async () => {
    const buyer = await testBuyer(scene.house)
    const order = await openOrder(buyer.owner, orderForm(buyer), scene.house)
    expect(await fulfil(order)).toMatchObject({ state: 'pending', sessionId: expect.any(String) })
    await finish(order)
  })

  it('after the provider made its page, which was not noted', async () => {
    const { house } = scene
    const buyer = await testBuyer(house)
    const order = await openOrder(buyer.owner, orderForm(buyer), house)
    const cut = { ...house, db: cutAfter(house.db) }
    await expect(preparePayment(order, cut)).rejects.toThrow('The process was killed.')
    const sessions = () => house.db.sandboxObject.count({ where: { kind: 'checkout.session' } })
    const made = await sessions()
    await finish(order)
    expect(await sessions()).toBe(made)
  })

  it('after it was paid, with no webhook and nobody who came back', async () => {
    const { house, sandbox, clock } = scene
    const order = await testOrder(house, await testBuyer(house))
    await sandbox.payWithCard(order.sessionId, 'success')
    clock.advance(11n * MINUTE)
    await reconcileAll()
    expect(await bought(house, order.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
  })

  it('after it was granted and the answer was lost', async () => {
    const { house, sandbox } = scene
    const order = await testOrder(house, await testBuyer(house))
    await sandbox.payWithCard(order.sessionId, 'success')
    const told = await askProvider(order, house)
    const settle = () => settleOrder(SYSTEM, { ...refOf(order), told }, house)
    const [first, second] = [await settle(), await settle()]
    expect(second).toEqual({ ...first, checkedAt: second.checkedAt })
    await finish(order)
  })

  it('after the buyer left: the order runs out with its page, and another may follow', async () => {
    const { house, sandbox, clock } = scene
    const buyer = await testBuyer(house)
    const order = await testOrder(house, buyer)
    clock.advance(DAY)
    await scene.deliverAll()
    await reconcileAll()
    expect(await bought(house, buyer.accountId)).toEqual({ states: ['canceled'], tokens: [] })
    await sandbox.payWithCard(order.sessionId, 'success')
    expect(await paidFor(house, buyer.accountId)).toEqual({ payments: 0, cents: 0 })
    expect((await testOrder(house, buyer)).state).toBe('pending')
  })
})

/** The whole sweep, as the job does it. */
async function reconcileAll(): Promise<void> {
  let after: string | null = null
  do {
    const { next, failures } = await reconcileOrders({ kind: 'job', name: 'test' }, { after }, scene.house)
    expect(failures).toEqual([])
    after = next
  } while (after !== null)
}

/** A connection that is gone when something is to be written. */
function cutAfter(db: PurchaseScene['house']['db']): PurchaseScene['house']['db'] {
  const killed = () => Promise.reject(new Error('The process was killed.'))
  return new Proxy(db, { get: (target, name) => (name === '$transaction' ? killed : Reflect.get(target, name)) })
}

it('refuses everybody but members of the account and the house itself', async () => {
  const { house } = scene
  const order = await testOrder(house, await testBuyer(house))
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner'), staffCaller('admin')]
  const kinds = await kindsRefused((caller) => fulfilOrder(caller, refOf(order), house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
  const other = { accountId: order.accountId, orderId: randomUUID() }
  expect((await refusalOf(fulfilOrder(SYSTEM, other, house))).kind).toBe('not-found')
})
