import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findPaymentCustomer } from '@/lib/db/purchases-buyers'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { orderForm, testBuyer } from '@/lib/testing/purchases'
import { noteSession } from './note-session'
import { openOrder } from './open-order'

const scene = sceneOfPurchases()

const session = { customerId: 'cus_1', sessionId: 'cs_1', url: 'https://pay.example.com/cs_1' }

it('keeps where an order is paid and who the account is there, once', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const order = await openOrder(buyer.owner, orderForm(buyer), house)
  const noted = { accountId: buyer.accountId, orderId: order.id, ...session }
  const first = await noteSession(SYSTEM, noted, house)
  expect(first).toEqual({ ...order, sessionId: 'cs_1', sessionUrl: 'https://pay.example.com/cs_1' })
  expect(await noteSession(SYSTEM, noted, house)).toEqual(first)
  expect(await findPaymentCustomer(house.db, buyer.accountId)).toBe('cus_1')
})

it('refuses everybody but the house itself, and orders that are not there', async () => {
  const ref = { accountId: randomUUID(), orderId: randomUUID(), ...session }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => noteSession(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(noteSession(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})
