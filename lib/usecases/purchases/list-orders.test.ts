import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { listOrders } from './list-orders'

it('of an account that bought nothing is empty, and refuses all others', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  const viewer = memberCaller(accountId, 'viewer')
  expect(await listOrders(viewer, { accountId }, house)).toEqual({ orders: [], next: null })
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => listOrders(caller, { accountId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
