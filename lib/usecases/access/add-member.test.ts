import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import {
  kindsRefused,
  lastSecret,
  newEmail,
  refusalOf,
  testMember,
  testPerson,
  visitorCaller,
} from '@/lib/testing/people'
import { acceptInvitation } from './accept-invitation'
import { addMember } from './add-member'

const house = testHouse()

test('an invitation goes out, and a second one replaces the first', async () => {
  const ada = await testPerson(house)
  const email = newEmail()
  await addMember(ada.caller, { accountId: ada.accountId, email, role: 'viewer' }, house)
  const first = await lastSecret(house, email)
  await addMember(ada.caller, { accountId: ada.accountId, email, role: 'developer' }, house)
  expect((await refusalOf(acceptInvitation(visitorCaller(), { secret: first }, house))).kind).toBe('not-found')
  await acceptInvitation(visitorCaller(), { secret: await lastSecret(house, email) }, house)
})

test('inviting refuses all but owners, members already, and roles that are none', async () => {
  const [ada, stranger] = [await testPerson(house), await testPerson(house)]
  const others = [
    await testMember(house, ada, 'billing'),
    await testMember(house, ada, 'developer'),
    await testMember(house, ada, 'viewer'),
  ]
  const input = { accountId: ada.accountId, email: newEmail(), role: 'viewer' as const }
  const callers = [visitorCaller(), stranger.caller, ...others.map((other) => other.caller)]
  expect(await kindsRefused((caller) => addMember(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
    'forbidden',
    'forbidden',
  ])
  const again = addMember(ada.caller, { ...input, email: others[0]?.email ?? '' }, house)
  expect((await refusalOf(again)).facts).toEqual({ rule: 'member-already' })
  const king = addMember(ada.caller, { ...input, role: 'king' as 'viewer' }, house)
  expect((await refusalOf(king)).faults[0]?.pointer).toBe('/role')
})

test('the fifty-first invitation in a quarter of an hour is refused: our letters carry the names that an owner chose', async () => {
  const ada = await testPerson(house)
  const invite = () => addMember(ada.caller, { accountId: ada.accountId, email: newEmail(), role: 'viewer' }, house)
  for (let i = 0; i < 50; i++) await invite()
  expect((await refusalOf(invite())).kind).toBe('too-many-requests')
})
