import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { hashPassword } from './password-hash'
import { resetPassword } from './reset-password'
import { signInWithMailLink } from './sign-in-with-mail-link'
import { signInWithPassword } from './sign-in-with-password'
import { startPasswordReset } from './start-password-reset'

const house = testHouse()
const NEW = 'plum-anvil-42-north'

async function asked() {
  const person = await testPerson(house)
  await startPasswordReset(visitorCaller(), { email: person.email, language: 'en' }, house)
  return { person, secret: await lastSecret(house, person.email) }
}

describe('setting a new password by mail', () => {
  test('ends every session, signs this browser in, and works once', async () => {
    const { person, secret } = await asked()
    const opened = await resetPassword(visitorCaller(), { secret, password: NEW }, house)
    expect(await identifySession(person.sessionId, house)).toBeNull()
    expect(await identifySession(opened.sessionId, house)).not.toBeNull()
    await signInWithPassword(visitorCaller(), { email: person.email, password: NEW }, house)
    expect((await refusalOf(resetPassword(visitorCaller(), { secret, password: NEW }, house))).kind).toBe('not-found')
  })

  test('keeps the link when the new password is refused', async () => {
    const { secret } = await asked()
    expect((await refusalOf(resetPassword(visitorCaller(), { secret, password: 'password' }, house))).kind).toBe(
      'invalid-input',
    )
    await resetPassword(visitorCaller(), { secret, password: NEW }, house)
  })

  test('two at the same moment set one password', async () => {
    const { secret } = await asked()
    const passwords = ['plum-anvil-42-north', 'lamp-otter-17-south']
    const tries = passwords.map((password) => resetPassword(visitorCaller(), { secret, password }, house))
    const outcomes = await Promise.allSettled(tries)
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('hashes nothing for who has no link: that is far more work than asking', async () => {
    const quickest = async (work: () => Promise<unknown>) => {
      const times: number[] = []
      for (let i = 0; i < 8; i++) {
        const begun = performance.now()
        await work()
        times.push(performance.now() - begun)
      }
      return Math.min(...times)
    }
    const input = { secret: 'made-up', password: NEW }
    const refused = await quickest(() => refusalOf(resetPassword(visitorCaller(), input, house)))
    expect(refused).toBeLessThan(await quickest(() => hashPassword(NEW)))
  })

  test('refuses members, and a link made for something else', async () => {
    const { person, secret } = await asked()
    expect((await refusalOf(resetPassword(person.caller, { secret, password: NEW }, house))).kind).toBe('forbidden')
    expect((await refusalOf(signInWithMailLink(visitorCaller(), { secret }, house))).kind).toBe('not-found')
  })
})
