import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '@/lib/domain/instants'
import { TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { signInWithPassword } from './sign-in-with-password'

const house = testHouse()

describe('signing in with a password', () => {
  test('opens a session, a new one each time', async () => {
    const ada = await testPerson(house)
    const input = { email: ada.email.toUpperCase(), password: PASSWORD, userAgent: 'Test/1.0\r\nX: y' }
    const first = await signInWithPassword(visitorCaller(), input, house)
    const second = await signInWithPassword(visitorCaller(), input, house)
    expect(new Set([ada.sessionId, first.sessionId, second.sessionId]).size).toBe(3)
    expect(await identifySession(first.sessionId, house)).toMatchObject({ email: ada.email, userId: ada.userId })
  })

  test('answers a wrong password and an unknown address alike', async () => {
    const ada = await testPerson(house)
    const wrong = await refusalOf(signInWithPassword(visitorCaller(), { email: ada.email, password: 'not it' }, house))
    const unknown = await refusalOf(
      signInWithPassword(visitorCaller(), { email: newEmail(), password: 'not it' }, house),
    )
    expect(wrong).toMatchObject({ kind: 'unauthenticated', message: unknown.message, facts: unknown.facts })
  })

  test('takes about as long for an unknown address as for a known one', async () => {
    const ada = await testPerson(house)
    const millis = async (email: string) => {
      const began = performance.now()
      await refusalOf(signInWithPassword(visitorCaller(), { email, password: 'not it' }, house))
      return performance.now() - began
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let i = 0; i < 8; i++) {
      known.push(await millis(ada.email))
      unknown.push(await millis(newEmail()))
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[4] ?? 0
    expect(median(unknown)).toBeGreaterThan(median(known) * 0.5)
  })

  test('stops after ten failures for one address, even from many places at once, and says for how long', async () => {
    const clock = new TestClock()
    const frozen = testHouse(clock)
    const email = newEmail()
    const tries = Array.from({ length: 14 }, () =>
      refusalOf(signInWithPassword(visitorCaller(), { email, password: 'not it' }, frozen)),
    )
    const kinds = (await Promise.all(tries)).map((refusal) => refusal.kind)
    expect(kinds.filter((kind) => kind === 'unauthenticated')).toHaveLength(10)
    expect(kinds.filter((kind) => kind === 'too-many-requests')).toHaveLength(4)
    clock.advance(5n * MINUTE)
    const refusal = await refusalOf(signInWithPassword(visitorCaller(), { email, password: 'not it' }, frozen))
    expect(refusal.retryAfterSeconds).toBe(600)
    clock.advance(10n * MINUTE + SECOND)
    expect((await refusalOf(signInWithPassword(visitorCaller(), { email, password: 'not it' }, frozen))).kind).toBe(
      'unauthenticated',
    )
  })

  test('stops after ten failures from one network address, whoever they aim at', async () => {
    const caller = visitorCaller()
    const kinds = await kindsRefused(
      (from) => signInWithPassword(from, { email: newEmail(), password: 'not it' }, house),
      Array.from({ length: 11 }, () => caller),
    )
    expect(kinds.at(-1)).toBe('too-many-requests')
  })

  test('does not count what succeeds', async () => {
    const ada = await testPerson(house)
    const caller = visitorCaller()
    for (let i = 0; i < 12; i++) await signInWithPassword(caller, { email: ada.email, password: PASSWORD }, house)
  })

  test('refuses somebody who is signed in, and addresses that are none', async () => {
    const ada = await testPerson(house)
    expect(
      (await refusalOf(signInWithPassword(ada.caller, { email: ada.email, password: PASSWORD }, house))).kind,
    ).toBe('forbidden')
    const refusal = await refusalOf(
      signInWithPassword(visitorCaller(), { email: 'v@x.example,a@y.example', password: '' }, house),
    )
    expect(refusal.faults).toMatchObject([{ pointer: '/email', code: 'not-an-email' }])
  })

  test('writes failures and successes into the audit log, without the address', async () => {
    const ada = await testPerson(house)
    await refusalOf(signInWithPassword(visitorCaller(), { email: ada.email, password: 'not it' }, house))
    await signInWithPassword(visitorCaller(), { email: ada.email, password: PASSWORD }, house)
    const rows = await house.db.auditEntry.findMany({
      where: { verb: 'access.sign-in-with-password' },
      orderBy: { at: 'desc' },
      take: 2,
    })
    expect(rows.map((row) => row.detail)).toMatchObject([{ signedIn: 'password' }, { refused: 'wrong-password' }])
    expect(JSON.stringify(rows)).not.toContain(ada.email)
  })
})
