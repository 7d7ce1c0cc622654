import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, newEmail, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { acceptInvitation } from './accept-invitation'
import { addMember } from './add-member'
import { withdrawInvitation } from './withdraw-invitation'

const house = testHouse()

test('a withdrawn invitation lets nobody in', async () => {
  const ada = await testPerson(house)
  const email = newEmail()
  await addMember(ada.caller, { accountId: ada.accountId, email, role: 'owner' }, house)
  const secret = await lastSecret(house, email)
  await withdrawInvitation(ada.caller, { accountId: ada.accountId, email }, house)
  expect((await refusalOf(acceptInvitation(visitorCaller(), { secret }, house))).kind).toBe('not-found')
})

test('withdrawing refuses all but owners, and what was never invited', async () => {
  const ada = await testPerson(house)
  const billing = await testMember(house, ada, 'billing')
  const input = { accountId: ada.accountId, email: newEmail() }
  expect((await refusalOf(withdrawInvitation(billing.caller, input, house))).kind).toBe('forbidden')
  expect((await refusalOf(withdrawInvitation(ada.caller, input, house))).kind).toBe('not-found')
})
