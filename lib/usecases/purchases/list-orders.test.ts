import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { orderForm, testBuyer } from '@/lib/testing/purchases'
import { listOrders } from './list-orders'
import { openOrder } from './open-order'
import { settleOrder } from './settle-order'

const scene = sceneOfPurchases()

const REFUSED = { session: null, payment: null, card: null, isRefused: true } as const

it('has the newest first, twenty a page, and every order on one page alone', async () => {
  const { house, clock } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const made: string[] = []
  for (let n = 0; n < 21; n++) {
    const { id } = await openOrder(owner, orderForm(buyer), house)
    await settleOrder({ kind: 'system', rule: 'test' }, { accountId, orderId: id, told: REFUSED }, house)
    made.unshift(id)
    clock.advance(1_000_000n)
  }
  const first = await listOrders(owner, { accountId }, house)
  expect(first.orders.map(({ id }) => id)).toEqual(made.slice(0, 20))
  expect(first.next).toBe(made[19])
  const second = await listOrders(owner, { accountId, before: first.next }, house)
  expect(second.orders.map(({ id }) => id)).toEqual(made.slice(20))
  expect(second.next).toBeNull()
})

it('of an account that bought nothing is empty, and refuses all others', async () => {
  const { house } = scene
  const { accountId } = await testBuyer(house)
  const viewer = memberCaller(accountId, 'viewer')
  expect(await listOrders(viewer, { accountId }, house)).toEqual({ orders: [], next: null })
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => listOrders(caller, { accountId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
