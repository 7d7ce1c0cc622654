import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from '../access/identify-session'
import { signInWithPassword } from '../access/sign-in-with-password'
import { addCustomerMember } from './add-customer-member'

const house = testHouse()

test('the first owner of an account that the seller opened signs in with the password that was set', async () => {
  const [accountId, email] = [await testAccount(house), newEmail()]
  const owner = { accountId, email, role: 'owner' as const, name: 'Ada', password: PASSWORD }
  await addCustomerMember(staffCaller('operator'), owner, house)
  const { sessionId } = await signInWithPassword(visitorCaller(), { email, password: PASSWORD }, house)
  expect(await identifySession(sessionId, house)).toMatchObject({ name: 'Ada', places: [{ accountId, role: 'owner' }] })
})

test('a member stays as they are: neither role nor password change', async () => {
  const person = await testPerson(house)
  const again = { accountId: person.accountId, email: person.email, role: 'viewer' as const, password: `${PASSWORD}-2` }
  expect(await addCustomerMember(SYSTEM, again, house)).toMatchObject({ userId: person.userId, joined: false })
  const rows = await house.db.member.findMany({ where: { accountId: person.accountId } })
  expect(rows.map(({ role }) => role)).toEqual(['owner'])
})

test('adding refuses customers and staff who may not, and an account that is not there', async () => {
  const { caller, accountId } = await testPerson(house)
  const input = { accountId, email: newEmail(), role: 'viewer' as const }
  const callers = [visitorCaller(), caller, staffCaller('support'), staffCaller('finance')]
  const kinds = await kindsRefused((who) => addCustomerMember(who, input, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  const nowhere = addCustomerMember(SYSTEM, { ...input, accountId: randomUUID() }, house)
  expect((await refusalOf(nowhere)).kind).toBe('not-found')
})
