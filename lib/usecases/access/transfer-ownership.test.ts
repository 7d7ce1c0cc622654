import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { callerOf, kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { removeMember } from './remove-member'
import { transferOwnership } from './transfer-ownership'

const house = testHouse()

test('the other becomes owner, the giver billing manager', async () => {
  const ada = await testPerson(house)
  const bob = await testMember(house, ada, 'viewer')
  await transferOwnership(ada.caller, { accountId: ada.accountId, userId: bob.userId }, house)
  expect((await callerOf(house, bob.sessionId)).roles[ada.accountId]).toBe('owner')
  expect((await callerOf(house, ada.sessionId)).roles[ada.accountId]).toBe('billing')
})

test('transferring refuses all but owners, oneself, and people who are no members', async () => {
  const [ada, stranger] = [await testPerson(house), await testPerson(house)]
  const bob = await testMember(house, ada, 'developer')
  const input = { accountId: ada.accountId, userId: bob.userId }
  const callers = [visitorCaller(), stranger.caller, bob.caller]
  expect(await kindsRefused((caller) => transferOwnership(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
  ])
  expect((await refusalOf(transferOwnership(ada.caller, { ...input, userId: ada.userId }, house))).kind).toBe(
    'conflict',
  )
  expect((await refusalOf(transferOwnership(ada.caller, { ...input, userId: stranger.userId }, house))).kind).toBe(
    'not-found',
  )
})

test('two transfers by one owner at the same moment make one owner, whoever gets there first', async () => {
  const ada = await testPerson(house)
  const others = [await testMember(house, ada, 'viewer'), await testMember(house, ada, 'viewer')]
  const tries = others.map(({ userId }) => transferOwnership(ada.caller, { accountId: ada.accountId, userId }, house))
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await house.db.member.count({ where: { accountId: ada.accountId, role: 'owner' } })).toBe(1)
})

test('an owner who was removed meanwhile gives nothing away', async () => {
  const ada = await testPerson(house)
  const [eve, bob] = [await testMember(house, ada, 'owner'), await testMember(house, ada, 'viewer')]
  await removeMember(ada.caller, { accountId: ada.accountId, userId: eve.userId }, house)
  const late = transferOwnership(eve.caller, { accountId: ada.accountId, userId: bob.userId }, house)
  expect((await refusalOf(late)).kind).toBe('forbidden')
})
