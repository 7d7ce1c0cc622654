import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { callerOf, lastSecret, newEmail, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { acceptInvitation } from './accept-invitation'
import { addMember } from './add-member'
import { identifySession } from './identify-session'

const house = testHouse()

async function invited(email = newEmail()) {
  const ada = await testPerson(house)
  await addMember(ada.caller, { accountId: ada.accountId, email, role: 'developer' }, house)
  return { ada, email, secret: await lastSecret(house, email) }
}

describe('accepting an invitation', () => {
  test('makes a person of the stranger, with the role of the invitation', async () => {
    const { ada, secret } = await invited()
    const opened = await acceptInvitation(visitorCaller(), { secret }, house)
    expect((await callerOf(house, opened.sessionId)).roles).toEqual({ [ada.accountId]: 'developer' })
  })

  test('adds the account to those of a known person, and shuts out whoever signed up unproven under the address', async () => {
    const squatter = await testPerson(house)
    const { ada, secret } = await invited(squatter.email)
    const opened = await acceptInvitation(visitorCaller(), { secret }, house)
    expect(opened.userId).toBe(squatter.userId)
    expect((await callerOf(house, opened.sessionId)).roles).toHaveProperty(ada.accountId, 'developer')
    expect(await identifySession(squatter.sessionId, house)).toBeNull()
  })

  test('refuses members who are signed in, and a second taker', async () => {
    const { ada, secret } = await invited()
    expect((await refusalOf(acceptInvitation(ada.caller, { secret }, house))).kind).toBe('forbidden')
    await acceptInvitation(visitorCaller(), { secret }, house)
    expect((await refusalOf(acceptInvitation(visitorCaller(), { secret }, house))).kind).toBe('not-found')
  })
})

test('two invitations of one new person, taken at the same moment, make one person with two places', async () => {
  const email = newEmail()
  const secrets: string[] = []
  for (const owner of [await testPerson(house), await testPerson(house)]) {
    await addMember(owner.caller, { accountId: owner.accountId, email, role: 'viewer' }, house)
    secrets.push(await lastSecret(house, email))
  }
  const taken = await Promise.all(secrets.map((secret) => acceptInvitation(visitorCaller(), { secret }, house)))
  expect(new Set(taken.map(({ userId }) => userId)).size).toBe(1)
  expect(await house.db.member.count({ where: { userId: taken[0]?.userId ?? '' } })).toBe(2)
})
