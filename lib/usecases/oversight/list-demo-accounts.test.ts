import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, PASSWORD, testPerson, visitorCaller } from '@/lib/testing/people'
import { signUp } from '../subscriptions/sign-up'
import { listDemoAccounts } from './list-demo-accounts'

test('lists accounts of the demo only, with owner, balance and instants to the microsecond', async () => {
  const clock = new TestClock('2026-03-02T09:00:00.123456Z')
  const house = testHouse(clock)
  const email = newEmail()
  const input = { email, password: PASSWORD, timeZone: 'Europe/Paris', language: 'en' as const }
  const { accountId, userId } = await signUp(SYSTEM, { ...input, accountName: 'Shown', demo: true }, house)
  const other = await signUp(visitorCaller(), { ...input, email: newEmail(), demo: true }, house)
  const { asOf, accounts } = await listDemoAccounts(staffCaller('support'), {}, house)
  expect(asOf).toBe(clock.now())
  expect(accounts.find((account) => account.accountId === accountId)).toEqual({
    accountId,
    name: 'Shown',
    ownerId: userId,
    ownerEmail: email,
    createdAt: clock.now(),
    lastTransactionAt: clock.now(),
    available: 10_000_000n,
  })
  expect(accounts.map((account) => account.accountId)).not.toContain(other.accountId)
})

test('listing refuses everybody who is not of the staff', async () => {
  const house = testHouse()
  const { caller } = await testPerson(house)
  const kinds = await kindsRefused((who) => listDemoAccounts(who, {}, house), [visitorCaller(), caller])
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})
