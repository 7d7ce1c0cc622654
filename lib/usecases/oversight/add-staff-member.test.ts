import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from '../access/identify-session'
import { signInWithPassword } from '../access/sign-in-with-password'
import { addStaffMember } from './add-staff-member'

const house = testHouse()

test('a new person of the staff signs in with the password that was set', async () => {
  const email = newEmail()
  await addStaffMember(SYSTEM, { email, role: 'admin', name: 'Grace', password: PASSWORD }, house)
  const { sessionId } = await signInWithPassword(visitorCaller(), { email, password: PASSWORD }, house)
  expect(await identifySession(sessionId, house)).toMatchObject({ name: 'Grace', staffRole: 'admin', places: [] })
})

test('whoever signed up unproven under the address does not become staff by it', async () => {
  const squatter = await testPerson(house)
  await addStaffMember(staffCaller('admin'), { email: squatter.email, role: 'support' }, house)
  expect(await identifySession(squatter.sessionId, house)).toBeNull()
  const again = signInWithPassword(visitorCaller(), { email: squatter.email, password: PASSWORD }, house)
  expect((await refusalOf(again)).kind).toBe('unauthenticated')
})

test('adding refuses customers, staff who are no admins, and changes of the own role', async () => {
  const ada = await testPerson(house)
  const input = { email: newEmail(), role: 'admin' as const }
  const callers = [visitorCaller(), ada.caller, staffCaller('approver'), staffCaller('operator')]
  const kinds = await kindsRefused((caller) => addStaffMember(caller, input, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  const { userId } = await addStaffMember(SYSTEM, input, house)
  const self = addStaffMember({ ...staffCaller('admin'), userId }, { ...input, role: 'auditor' }, house)
  expect((await refusalOf(self)).facts).toEqual({ rule: 'own-role' })
})
