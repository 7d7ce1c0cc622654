import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, orderForm, testBuyer, testOrder } from '@/lib/testing/purchases'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { cancelOrder } from './cancel-order'
import { chargeOrder } from './charge-order'
import { openOrder } from './open-order'
import { openTopUp } from './open-top-up'

const scene = sceneOfPurchases()

it('closes the page, so that nothing is paid there and something else can be bought', async () => {
  const { house, sandbox } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  const ref = { accountId: buyer.accountId, orderId: order.id }
  expect((await cancelOrder(buyer.owner, ref, house)).state).toBe('canceled')
  expect((await cancelOrder(buyer.owner, ref, house)).state).toBe('canceled')
  expect(await sandbox.payWithCard(order.sessionId, 'success')).toMatchObject({ state: 'expired' })
  expect((await testOrder(house, buyer)).state).toBe('pending')
})

it('of an order that was just paid delivers it instead', async () => {
  const { house, sandbox } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'success')
  expect((await cancelOrder(buyer.owner, { accountId: buyer.accountId, orderId: order.id }, house)).state).toBe('done')
  expect((await bought(house, buyer.accountId)).tokens).toEqual([250_000_000n])
})

it('of an order that never got a page ends it too, at once or when it is too old for one', async () => {
  const { house, clock } = scene
  const buyer = await testBuyer(house)
  const open = async () => (await openOrder(buyer.owner, orderForm(buyer), house)).id
  const cancel = async (orderId: string) => cancelOrder(buyer.owner, { accountId: buyer.accountId, orderId }, house)
  expect((await cancel(await open())).state).toBe('canceled')
  const old = await open()
  clock.advance(DAY)
  expect(await cancel(old)).toMatchObject({ state: 'failed', failure: 'page-refused' })
})

it('leaves an auto top-up alone: no page is opened for it, and its card is charged all the same', async () => {
  const { house } = scene
  const buyer = await toppedUpBuyer(scene)
  const { orderId } = await openTopUp(SYSTEM, { accountId: buyer.accountId }, house)
  const ref = { accountId: buyer.accountId, orderId: orderId ?? '' }
  expect(await cancelOrder(buyer.owner, ref, house)).toMatchObject({ state: 'pending', sessionId: null })
  expect(await chargeOrder(ref, house)).toMatchObject({ state: 'done' })
})

it('refuses everybody but owners and billing', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { id: orderId } = await testOrder(house, buyer)
  const { accountId } = buyer
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner'), memberCaller(accountId, 'developer')]
  const kinds = await kindsRefused((caller) => cancelOrder(caller, { accountId, orderId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
  const unknown = { accountId, orderId: randomUUID() }
  expect((await refusalOf(cancelOrder(buyer.owner, unknown, house))).kind).toBe('not-found')
})
