import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertMailToken, takeMailToken } from '@/lib/db/access-mail-tokens'
import { insertSession, revokeSession } from '@/lib/db/access-sessions'
import { countTries } from '@/lib/db/access-throttle'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { staffCaller, TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, testPerson, visitorCaller } from '@/lib/testing/people'
import { forgetExpired } from './forget-expired'

const JOB = { kind: 'job', name: 'access.forget-expired' } as const
/** Before all other tests of this database, so that nothing of theirs is old enough. */
const clock = new TestClock('2020-01-01T00:00:00Z')
const house = testHouse(clock)
const { db } = house
const now = clock.now()

test('sessions that ended or were revoked 30 days ago are forgotten, younger ones are kept', async () => {
  const { userId } = await testPerson(testHouse())
  const session = async (endedAgo: bigint, revokedAgo: bigint | null) => {
    const id = randomUUID()
    const dates = { createdAt: now - 60n * DAY, expiresAt: now - endedAgo }
    await insertSession(db, { id, userId, ...dates, method: 'password', userAgent: '' })
    if (revokedAgo !== null) await revokeSession(db, userId, id, now - revokedAgo)
    return id
  }
  const old = [await session(30n * DAY, null), await session(-DAY, 30n * DAY)]
  const kept = [await session(30n * DAY - 1n, null), await session(-DAY, 29n * DAY), await session(-DAY, null)]
  expect(await forgetExpired(JOB, {}, house)).toMatchObject({ counts: { sessions: 2 }, next: null })
  const left = await db.session.findMany({ where: { id: { in: [...old, ...kept] } } })
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort())
})

test('links used or too old for 7 days are forgotten, younger ones are kept', async () => {
  const email = newEmail()
  const link = async (expiredAgo: bigint, usedAgo: bigint | null) => {
    const hash = new Uint8Array(randomBytes(32))
    const none = { userId: null, accountId: null, role: null }
    const dates = { createdAt: now - 20n * DAY, expiresAt: now - expiredAgo }
    await insertMailToken(db, { hash, purpose: 'sign-in', email, ...none, ...dates })
    if (usedAgo !== null) await takeMailToken(db, hash, 'sign-in', now - usedAgo)
    return Buffer.from(hash).toString('hex')
  }
  await link(7n * DAY, null)
  await link(-DAY, 7n * DAY)
  const kept = [await link(7n * DAY - 1n, null), await link(-DAY, DAY), await link(-DAY, null)]
  expect(await forgetExpired(JOB, {}, house)).toMatchObject({ counts: { mailTokens: 2 } })
  const left = await db.mailToken.findMany({ where: { email } })
  expect(left.map(({ hash }) => Buffer.from(hash).toString('hex')).sort()).toEqual(kept.sort())
})

test('counted tries are forgotten once their quarter of an hour is over, not before', async () => {
  const [old, young] = [`old:${randomUUID()}`, `young:${randomUUID()}`]
  await countTries(db, [old], now - HOUR)
  await countTries(db, [young], now - 15n * MINUTE + 1n)
  expect(await forgetExpired(JOB, {}, house)).toMatchObject({ counts: { tries: 1 } })
  expect(await db.throttle.findMany({ where: { subject: { in: [old, young] } } })).toMatchObject([{ subject: young }])
  await db.throttle.delete({ where: { subject: young } })
})

test('what was forgotten stands in the audit log as counts; nothing forgotten leaves nothing there', async () => {
  const entries = () => db.auditEntry.count({ where: { verb: 'access.forget-expired' } })
  const before = await entries()
  await forgetExpired(JOB, {}, house)
  expect(await entries()).toBe(before)
  await countTries(db, [`old:${randomUUID()}`], now - HOUR)
  await forgetExpired(JOB, {}, house)
  expect(await entries()).toBe(before + 1)
})

test('forgetting refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => forgetExpired(caller, {}, house), callers)).toEqual(['not-found', 'not-found'])
})
