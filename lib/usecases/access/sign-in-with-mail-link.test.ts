import { describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/domain/instants'
import { TestClock, testHouse } from '@/lib/testing/house'
import { lastSecret, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { signInWithMailLink } from './sign-in-with-mail-link'
import { signInWithPassword } from './sign-in-with-password'
import { startMailLink } from './start-mail-link'

const house = testHouse()

async function linked(where = house) {
  const person = await testPerson(where)
  await startMailLink(visitorCaller(), { email: person.email, language: 'en' }, where)
  return { person, secret: await lastSecret(where, person.email) }
}

describe('signing in with a link', () => {
  test('works once, also when it is opened many times at once', async () => {
    const { person, secret } = await linked()
    const tries = Array.from({ length: 8 }, () =>
      signInWithMailLink(visitorCaller(), { secret }, house).then(
        (opened) => opened.userId,
        (error) => error.kind,
      ),
    )
    expect((await Promise.all(tries)).sort()).toEqual([person.userId, ...Array(7).fill('not-found')].sort())
  })

  test('stops working after 15 minutes', async () => {
    const clock = new TestClock()
    const { secret } = await linked(testHouse(clock))
    clock.advance(15n * MINUTE)
    expect((await refusalOf(signInWithMailLink(visitorCaller(), { secret }, testHouse(clock)))).facts).toEqual({
      rule: 'dead-link',
    })
  })

  test('proves the address: what somebody else set up under it before is gone', async () => {
    const { person, secret } = await linked()
    const opened = await signInWithMailLink(visitorCaller(), { secret }, house)
    expect(await identifySession(person.sessionId, house)).toBeNull()
    expect(await identifySession(opened.sessionId, house)).not.toBeNull()
    const again = signInWithPassword(visitorCaller(), { email: person.email, password: PASSWORD }, house)
    expect((await refusalOf(again)).kind).toBe('unauthenticated')
  })

  test('refuses members, and links that never were', async () => {
    const { person, secret } = await linked()
    expect((await refusalOf(signInWithMailLink(person.caller, { secret }, house))).kind).toBe('forbidden')
    expect((await refusalOf(signInWithMailLink(visitorCaller(), { secret: 'nothing' }, house))).kind).toBe('not-found')
  })
})
