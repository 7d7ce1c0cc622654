import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { changePassword } from './change-password'
import { identifySession } from './identify-session'
import { resetPassword } from './reset-password'
import { signInWithPassword } from './sign-in-with-password'
import { startPasswordReset } from './start-password-reset'

const house = testHouse()
const NEW = 'plum-anvil-42-north'

describe('changing the password', () => {
  test('ends the other sessions and open links, keeps this one, and tells by letter', async () => {
    const ada = await testPerson(house)
    const other = await signInWithPassword(visitorCaller(), { email: ada.email, password: PASSWORD }, house)
    await startPasswordReset(visitorCaller(), { email: ada.email, language: 'en' }, house)
    const secret = await lastSecret(house, ada.email)
    await changePassword(ada.caller, { currentPassword: PASSWORD, newPassword: NEW }, house)
    expect(await identifySession(other.sessionId, house)).toBeNull()
    expect(await identifySession(ada.sessionId, house)).not.toBeNull()
    expect((await refusalOf(resetPassword(visitorCaller(), { secret, password: NEW }, house))).kind).toBe('not-found')
    await signInWithPassword(visitorCaller(), { email: ada.email, password: NEW }, house)
    const letters = await house.db.message.findMany({ where: { recipient: ada.email } })
    expect(letters.map((letter) => letter.subject)).toContain('Your Comptoir password has changed')
  })

  test('refuses visitors, a wrong present password and a common new one', async () => {
    const ada = await testPerson(house)
    const change = (currentPassword: string, newPassword: string) =>
      refusalOf(changePassword(ada.caller, { currentPassword, newPassword }, house))
    expect(
      (await refusalOf(changePassword(visitorCaller(), { currentPassword: '', newPassword: NEW }, house))).kind,
    ).toBe('unauthenticated')
    expect((await change('not it', NEW)).faults).toMatchObject([
      { pointer: '/currentPassword', code: 'wrong-password' },
    ])
    expect((await change(PASSWORD, 'Password123')).faults).toMatchObject([
      { pointer: '/newPassword', code: 'password-too-common' },
    ])
  })

  test('refuses the eleventh guess at the present password', async () => {
    const ada = await testPerson(house)
    const guess = () => refusalOf(changePassword(ada.caller, { currentPassword: 'not it', newPassword: NEW }, house))
    for (let i = 0; i < 10; i++) expect((await guess()).kind).toBe('invalid-input')
    expect((await guess()).kind).toBe('too-many-requests')
  })
})
