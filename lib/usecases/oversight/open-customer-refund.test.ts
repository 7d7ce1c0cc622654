import { expect, it } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { openCustomerRefund } from './open-customer-refund'

const scene = sceneOfPurchases()

it('sets the tokens aside and waits for the provider', async () => {
  const { house } = scene
  const order = await paidOrder(scene, await testBuyer(house))
  const asked = { accountId: order.accountId, orderId: order.id, shownCents: '1740', reason: 'For the test.' }
  expect(await openCustomerRefund(staffCaller('finance'), asked, house)).toMatchObject({ state: 'pending' })
  expect(await tokensOf(house, order)).toMatchObject({ available: 0, held: 250_000 })
})

it('refuses everybody but finance and admins', async () => {
  const { house } = scene
  const { accountId, id: orderId } = await paidOrder(scene, await testBuyer(house))
  const asked = { accountId, orderId, shownCents: '1740', reason: 'For the test.' }
  const callers = [visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('operator')]
  const kinds = await kindsRefused((caller) => openCustomerRefund(caller, asked, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
})
