import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { callerOf, kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { changeMemberRole } from './change-member-role'

const house = testHouse()

test('the new role is in force at the next request', async () => {
  const ada = await testPerson(house)
  const bob = await testMember(house, ada, 'viewer')
  await changeMemberRole(ada.caller, { accountId: ada.accountId, userId: bob.userId, role: 'billing' }, house)
  expect((await callerOf(house, bob.sessionId)).roles[ada.accountId]).toBe('billing')
})

test('changing refuses all but owners, strangers as members, and the last owner', async () => {
  const [ada, stranger] = [await testPerson(house), await testPerson(house)]
  const bob = await testMember(house, ada, 'billing')
  const input = { accountId: ada.accountId, userId: bob.userId, role: 'owner' as const }
  const callers = [visitorCaller(), stranger.caller, bob.caller]
  expect(await kindsRefused((caller) => changeMemberRole(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
  ])
  expect((await refusalOf(changeMemberRole(ada.caller, { ...input, userId: stranger.userId }, house))).kind).toBe(
    'not-found',
  )
  const last = changeMemberRole(ada.caller, { ...input, userId: ada.userId, role: 'viewer' }, house)
  expect((await refusalOf(last)).facts).toEqual({ rule: 'last-owner' })
})

test('an owner who was made viewer meanwhile changes nobody', async () => {
  const ada = await testPerson(house)
  const eve = await testMember(house, ada, 'owner')
  await changeMemberRole(ada.caller, { accountId: ada.accountId, userId: eve.userId, role: 'viewer' }, house)
  const back = { accountId: ada.accountId, userId: eve.userId, role: 'owner' as const }
  expect((await refusalOf(changeMemberRole(eve.caller, back, house))).kind).toBe('forbidden')
})
