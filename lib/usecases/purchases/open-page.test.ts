import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { openPage } from './open-page'

const scene = sceneOfPurchases()

it('refuses orders that are not there or are not owed, and everybody but owners and billing', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const { id: orderId } = await testOrder(house, buyer)
  expect((await refusalOf(openPage(owner, { accountId, orderId }, house))).kind).toBe('conflict')
  expect((await refusalOf(openPage(owner, { accountId, orderId: randomUUID() }, house))).kind).toBe('not-found')
  const callers = [visitorCaller(), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => openPage(caller, { accountId, orderId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden'])
})
