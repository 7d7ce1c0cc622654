import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, testBuyer } from '@/lib/testing/purchases'
import { listDocuments } from './list-documents'

const scene = sceneOfPurchases()

it('lists an account’s documents, the newest first, page by page; there are none before the first purchase', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  expect(await listDocuments(owner, { accountId }, house)).toMatchObject({ documents: [], next: null })
  for (let i = 0; i < 21; i++) await paidOrder(scene, buyer)
  const first = await listDocuments(owner, { accountId }, house)
  expect(first.documents).toHaveLength(20)
  const second = await listDocuments(owner, { accountId, before: first.next }, house)
  expect(second).toMatchObject({ documents: [{ kind: 'receipt' }], next: null })
  const numbers = [...first.documents, ...second.documents].map(({ number }) => number)
  expect(numbers).toEqual([...numbers].sort().reverse())
  expect(new Set(numbers).size).toBe(21)
})

it('refuses everybody but members of the account', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => listDocuments(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
