import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { orderForm, testBuyer } from '@/lib/testing/purchases'
import { cancelOrder } from './cancel-order'
import { getOrder } from './get-order'
import { listOrders } from './list-orders'
import { openOrder } from './open-order'

const scene = sceneOfPurchases()

it('an order is read by everybody of its account, and refuses all others', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId } = buyer
  const order = await openOrder(buyer.owner, orderForm(buyer), house)
  const ref = { accountId, orderId: order.id }
  expect(await getOrder(memberCaller(accountId, 'viewer'), ref, house)).toEqual(order)
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => getOrder(caller, ref, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
  const other = await testBuyer(house)
  const foreign = { accountId: other.accountId, orderId: order.id }
  expect((await refusalOf(getOrder(other.owner, foreign, house))).kind).toBe('not-found')
})

it('orders are listed from the newest on, page by page', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId } = buyer
  const made: string[] = []
  for (let i = 0; i < 21; i++) {
    scene.clock.advance(1_000_000n)
    const { id } = await openOrder(buyer.owner, orderForm(buyer), house)
    await cancelOrder(buyer.owner, { accountId, orderId: id }, house)
    made.unshift(id)
  }
  const viewer = memberCaller(accountId, 'viewer')
  const first = await listOrders(viewer, { accountId }, house)
  expect(first.orders.map(({ id }) => id)).toEqual(made.slice(0, 20))
  const second = await listOrders(viewer, { accountId, before: first.next }, house)
  expect(second).toMatchObject({ orders: [{ id: made[20] }], next: null })
})
