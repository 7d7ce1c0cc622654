import { describe, expect, test } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM, TestClock, testHouse } from '@/lib/testing/house'
import { callerOf, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { signUp } from './sign-up'

const house = testHouse()
const facts = { password: PASSWORD, timeZone: 'Europe/Paris', language: 'fr' as const }

describe('signing up', () => {
  test('makes a person, an account with the person as owner, a session, and the welcome grant of the rule in force', async () => {
    const clock = new TestClock()
    const email = newEmail()
    const { accountId, sessionId } = await signUp(
      visitorCaller(),
      { ...facts, email, accountName: 'Acme' },
      testHouse(clock),
    )
    expect((await callerOf(testHouse(clock), sessionId)).roles).toEqual({ [accountId]: 'owner' })
    const book = await findBook(house.db, accountId)
    expect([...(book?.grants.values() ?? [])]).toMatchObject([
      {
        source: 'promo',
        available: 10_000_000n,
        costCents: 0n,
        expiresAt: clock.now() + 30n * DAY - 3_600_000_000n,
        actor: 'system:welcome',
      },
    ])
  })

  test('needs no more than e-mail and password: the account gets its name from the address', async () => {
    const { accountId } = await signUp(visitorCaller(), { ...facts, email: `ada.${newEmail()}` }, house)
    const account = await house.db.account.findUniqueOrThrow({ where: { id: accountId } })
    expect(account).toMatchObject({ name: expect.stringMatching(/^Ada /), demo: false, currency: 'EUR' })
  })

  test('many times at once with one address makes one person, one account and one grant', async () => {
    const email = newEmail()
    const tries = Array.from({ length: 8 }, () =>
      signUp(visitorCaller(), { ...facts, email }, house).then(
        () => 'made',
        (refusal) => refusal.kind,
      ),
    )
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(7)
    const user = await house.db.user.findUniqueOrThrow({ where: { email }, include: { members: true } })
    expect(user.members).toHaveLength(1)
  })

  test('refuses members, taken addresses, common passwords and zones that do not exist', async () => {
    const ada = await testPerson(house)
    expect((await refusalOf(signUp(ada.caller, { ...facts, email: newEmail() }, house))).kind).toBe('forbidden')
    const taken = signUp(visitorCaller(), { ...facts, email: ada.email }, house)
    expect((await refusalOf(taken)).faults).toMatchObject([{ pointer: '/email', code: 'email-taken' }])
    const bad = signUp(
      visitorCaller(),
      { ...facts, email: newEmail(), password: 'welcome1', timeZone: 'Mars/Phobos' },
      house,
    )
    expect((await refusalOf(bad)).faults.map((fault) => fault.pointer)).toEqual(['/password', '/timeZone'])
  })

  test('makes at most fifty accounts for one network address in a quarter of an hour, however good they are', async () => {
    const visitor = visitorCaller()
    for (let i = 0; i < 50; i++) await signUp(visitor, { ...facts, email: newEmail() }, house)
    const next = signUp(visitor, { ...facts, email: newEmail() }, house)
    expect(await refusalOf(next)).toMatchObject({ kind: 'too-many-requests', retryAfterSeconds: expect.any(Number) })
    await signUp(visitorCaller(), { ...facts, email: newEmail() }, house)
  })

  test('lets only the house make accounts of the demo story', async () => {
    const [visited, told] = [
      await signUp(visitorCaller(), { ...facts, email: newEmail(), demo: true }, house),
      await signUp(SYSTEM, { ...facts, email: newEmail(), demo: true }, house),
    ]
    const demo = async (id: string) => (await house.db.account.findUniqueOrThrow({ where: { id } })).demo
    expect([await demo(visited.accountId), await demo(told.accountId)]).toEqual([false, true])
  })
})
