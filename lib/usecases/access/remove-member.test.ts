import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { callerOf, kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'

const house = testHouse()

describe('removing a member', () => {
  test('is in force at the next request', async () => {
    const ada = await testPerson(house)
    const bob = await testMember(house, ada, 'billing')
    await removeMember(ada.caller, { accountId: ada.accountId, userId: bob.userId }, house)
    expect((await callerOf(house, bob.sessionId)).roles).toEqual({})
  })

  test('is open to everybody for themselves', async () => {
    const ada = await testPerson(house)
    const bob = await testMember(house, ada, 'viewer')
    await removeMember(bob.caller, { accountId: ada.accountId, userId: bob.userId }, house)
  })

  test('refuses visitors, strangers, those who are no owners, and the last owner', async () => {
    const [ada, stranger] = [await testPerson(house), await testPerson(house)]
    const bob = await testMember(house, ada, 'billing')
    const input = { accountId: ada.accountId, userId: ada.userId }
    const callers = [visitorCaller(), stranger.caller, bob.caller, ada.caller]
    expect(await kindsRefused((caller) => removeMember(caller, input, house), callers)).toEqual([
      'unauthenticated',
      'not-found',
      'forbidden',
      'conflict',
    ])
  })

  test('never leaves an account without an owner, also when two owners leave at once', async () => {
    for (let round = 0; round < 5; round++) {
      const ada = await testPerson(house)
      const bob = await testMember(house, ada, 'owner')
      const leave = (person: typeof ada) =>
        removeMember(person.caller, { accountId: ada.accountId, userId: person.userId }, house).then(
          () => 'left',
          (refusal) => refusal.kind,
        )
      expect((await Promise.all([leave(ada), leave(bob)])).sort()).toEqual(['conflict', 'left'])
    }
  })

  test('is judged by the role at that moment, not at the start of the request', async () => {
    const ada = await testPerson(house)
    const bob = await testMember(house, ada, 'owner')
    const before = bob.caller
    await removeMember(ada.caller, { accountId: ada.accountId, userId: bob.userId }, house)
    expect((await refusalOf(removeMember(before, { accountId: ada.accountId, userId: ada.userId }, house))).kind).toBe(
      'forbidden',
    )
    expect((await listMembers(ada.caller, { accountId: ada.accountId }, house)).members).toHaveLength(1)
  })
})
