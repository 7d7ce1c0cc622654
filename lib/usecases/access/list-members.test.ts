import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { newEmail, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { addMember } from './add-member'
import { listMembers } from './list-members'

const house = testHouse()

test('every member sees the members, owners first, and who is invited', async () => {
  const ada = await testPerson(house)
  const viewer = await testMember(house, ada, 'viewer')
  const invited = newEmail()
  await addMember(ada.caller, { accountId: ada.accountId, email: invited, role: 'developer' }, house)
  const view = await listMembers(viewer.caller, { accountId: ada.accountId }, house)
  expect(view.members.map(({ userId, role }) => [userId, role])).toEqual([
    [ada.userId, 'owner'],
    [viewer.userId, 'viewer'],
  ])
  expect(view.invitations).toMatchObject([{ email: invited, role: 'developer' }])
})

test('listing refuses visitors, and others as if there were no account', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  expect((await refusalOf(listMembers(visitorCaller(), { accountId: ada.accountId }, house))).kind).toBe(
    'unauthenticated',
  )
  expect((await refusalOf(listMembers(bob.caller, { accountId: ada.accountId }, house))).kind).toBe('not-found')
})
