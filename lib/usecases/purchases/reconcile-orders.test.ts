import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findReadTo } from '@/lib/db/purchases-webhooks'
import { HOUR, MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, testBuyer, testOrder } from '@/lib/testing/purchases'
import { reconcileOrders } from './reconcile-orders'

const scene = sceneOfPurchases()

it('learns from the provider’s own list what no webhook told, and remembers how far it read', async () => {
  const { house, sandbox, clock } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'success')
  const first = await reconcileOrders(SYSTEM, {}, house)
  expect(first).toMatchObject({ failures: [], next: 'orders' })
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
  expect(await findReadTo(house.db)).toBe(clock.now())
  clock.advance(HOUR)
  await reconcileOrders(SYSTEM, {}, house)
  expect((await bought(house, buyer.accountId)).tokens).toEqual([250_000_000n])
})

it('asks about each order that has been pending for ten minutes; one that fails keeps no other waiting', async () => {
  const { house, sandbox, clock } = scene
  const [one, other] = [await testBuyer(house), await testBuyer(house)]
  const [failing, paid] = [await testOrder(house, one), await testOrder(house, other)]
  await sandbox.payWithCard(failing.sessionId, 'success')
  await sandbox.payWithCard(paid.sessionId, 'success')
  const getSession = async (id: string) => {
    if (id === failing.sessionId) throw new PaymentFault('provider-away', 'Nobody answers.')
    return house.payments.getSession(id)
  }
  const cut = { ...house, payments: { ...house.payments, getSession } }
  expect((await reconcileOrders(SYSTEM, { after: 'orders' }, cut)).counts).toEqual({ orders: 0 })
  clock.advance(11n * MINUTE)
  const batch = await reconcileOrders(SYSTEM, { after: 'orders' }, cut)
  expect(batch).toMatchObject({ counts: { orders: 2 }, next: null })
  expect(batch.failures).toEqual([`order ${failing.id}: Nobody answers.`])
  expect((await bought(house, other.accountId)).states).toEqual(['done'])
  expect((await reconcileOrders(SYSTEM, { after: 'orders' }, house)).failures).toEqual([])
  expect((await bought(house, one.accountId)).states).toEqual(['done'])
})

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => reconcileOrders(caller, {}, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
})
