import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, testBuyer, testOrder } from '@/lib/testing/purchases'
import { listCustomerOrders } from './list-customer-orders'

const scene = sceneOfPurchases()

it('lists a customer’s orders, the newest first, with their documents and what would be refunded', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId } = buyer
  expect((await listCustomerOrders(staffCaller('support'), { accountId }, house)).orders).toEqual([])
  await paidOrder(scene, buyer)
  await testOrder(house, buyer)
  const { orders, status, next } = await listCustomerOrders(staffCaller('finance'), { accountId }, house)
  expect([status, next]).toEqual(['active', null])
  expect(orders).toMatchObject([
    { order: { state: 'pending' }, documents: [], offer: { obstacle: 'not-done' } },
    { order: { state: 'done' }, documents: [{ kind: 'receipt' }], offer: { obstacle: null, totalCents: 1740n } },
  ])
})

it('refuses everybody but the staff, and accounts that are not there', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  const kinds = await kindsRefused((caller) => listCustomerOrders(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
  const gone = listCustomerOrders(staffCaller('admin'), { accountId: randomUUID() }, scene.house)
  expect((await refusalOf(gone)).kind).toBe('not-found')
})
