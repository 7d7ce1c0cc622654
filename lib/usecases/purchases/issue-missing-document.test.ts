import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { documentsOf, paidOrder, testBuyer, testOrder } from '@/lib/testing/purchases'
import { issueMissingDocument } from './issue-missing-document'

const scene = sceneOfPurchases()

it('leaves an order that has its document alone, however many ask at once', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { id: orderId, accountId } = await paidOrder(scene, buyer)
  await Promise.all(Array.from({ length: 5 }, () => issueMissingDocument(SYSTEM, { accountId, orderId }, house)))
  expect(await documentsOf(house, accountId)).toEqual([['receipt', 1740n]])
})

it('refuses everybody but jobs, and orders that are not done', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { id: orderId, accountId } = await testOrder(house, buyer)
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner'), buyer.owner]
  const kinds = await kindsRefused((caller) => issueMissingDocument(caller, { accountId, orderId }, house), callers)
  expect(kinds).toEqual(['not-found', 'not-found', 'not-found'])
  expect((await refusalOf(issueMissingDocument(SYSTEM, { accountId, orderId }, house))).kind).toBe('not-found')
})
