import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { listCustomers } from './list-customers'
import { openCustomerAccount } from './open-customer-account'

const house = testHouse()

async function open(name: string): Promise<string> {
  const facts = { name, timeZone: 'Europe/Paris', currency: 'EUR' }
  return (await openCustomerAccount(SYSTEM, facts, house)).accountId
}

test('accounts are found by a part of their name, by name, and signs of patterns mean themselves', async () => {
  const tag = randomUUID().slice(0, 8)
  const zoe = await open(`Zoe ${tag} 100%`)
  const ada = await open(`ada ${tag} 100`)
  const found = async (search: string) =>
    (await listCustomers(staffCaller('support'), { search }, house)).customers.map(({ id }) => id)
  expect(await found(tag.toUpperCase())).toEqual([ada, zoe])
  expect(await found(`${tag} 100%`)).toEqual([zoe])
  expect(await found(`${tag}_100`)).toEqual([])
  expect(await listCustomers(staffCaller('auditor'), {}, house)).toMatchObject({ customers: expect.any(Array) })
})

test('listing refuses everybody but staff', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => listCustomers(caller, {}, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
