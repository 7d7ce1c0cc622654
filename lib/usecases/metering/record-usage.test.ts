import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller, Caller } from '@/lib/domain/access/callers'
import { instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { giveGrant } from '../oversight/give-grant'
import { recordCloudEvent, recordUsage } from './record-usage'

const house = testHouse()
const clock = new TestClock()
const past = testHouse(clock)

function keyCaller(accountId: string | null, scopes: ApiKeyCaller['scopes'] = ['usage:write']): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

function event(overrides: object = {}) {
  const occurredAt = instantToIso(clock.now())
  return { id: randomUUID(), action: 'unit', quantities: { call: 1 }, occurredAt, ...overrides }
}

test('refuses everybody who is not a machine with the scope usage:write', async () => {
  const accountId = await testAccount(house, '10')
  const member: Caller = { kind: 'member', userId: NIL_ID, sessionId: NIL_ID, roles: { [accountId]: 'owner' } }
  const callers: Caller[] = [
    { kind: 'visitor', address: 'test' },
    member,
    staffCaller('admin'),
    keyCaller(accountId, ['balance:read', 'charges:read']),
  ]
  const record = (caller: Caller) => recordUsage(caller, event({ account: accountId }), past)
  expect(await kindsRefused(record, callers)).toEqual(['unauthenticated', 'forbidden', 'forbidden', 'forbidden'])
})

test('refuses an account that is not the key’s own as if it did not exist', async () => {
  const other = await testAccount(past, '10')
  const refusal = await refusalOf(recordUsage(keyCaller(await testAccount(past)), event({ account: other }), past))
  expect(refusal.kind).toBe('not-found')
})

test('a CloudEvent without a subject is refused to a service key at /subject', async () => {
  const { id, occurredAt: time, action, quantities } = event()
  const cloudEvent = {
    specversion: '1.0',
    type: 'comptoir.usage',
    source: '/x',
    id,
    time,
    data: { action, quantities },
  }
  const refusal = await refusalOf(recordCloudEvent(keyCaller(null), cloudEvent, past))
  expect(refusal.faults).toMatchObject([{ pointer: '/subject', code: 'required' }])
})

test('names the first 20 faults: the answer to nonsense is not many times its size', async () => {
  const nonsense = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i]))
  const refusal = await refusalOf(recordUsage(keyCaller(NIL_ID), { ...event(), ...nonsense } as never, past))
  expect([refusal.kind, refusal.faults.length]).toEqual(['invalid-input', 20])
  expect(refusal.message.length).toBeLessThan(500)
})

test('the same id from two sources is two events, and one id of one source is one', async () => {
  const caller = keyCaller(await testAccount(past, '10'))
  const reported = event()
  const [a, b, c] = [
    await recordUsage(caller, { ...reported, source: 'a' }, past),
    await recordUsage(caller, { ...reported, source: 'b' }, past),
    await recordUsage(caller, { ...reported, source: 'a' }, past),
  ]
  expect([a.replayed, b.replayed, c.replayed]).toEqual([false, false, true])
  expect([b.charge.availableAfter, c.charge.id]).toEqual([8000n, a.charge.id])
})

test('a reporter cannot take the key of a grant before the grant does', async () => {
  const accountId = await testAccount(past, '10')
  for (const source of ['grant', 'adjustment', 'reversal'])
    await recordUsage(keyCaller(accountId), { ...event(), source, id: 'second' }, past)
  const grant = {
    accountId,
    key: 'second',
    source: 'promo',
    name: 'Second',
    tokens: '5',
    reason: 'For the test.',
  } as const
  await expect(giveGrant(staffCaller('admin'), grant, past)).resolves.toBeDefined()
})

test('an event under way in eight calls at once is charged once and answered alike', async () => {
  const caller = keyCaller(await testAccount(past, '10'))
  const reported = event()
  const answers = await Promise.all(Array.from({ length: 8 }, () => recordUsage(caller, reported, past)))
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(new Set(answers.map(({ charge }) => charge.id)).size).toBe(1)
  expect(answers[0]?.charge.availableAfter).toBe(9000n)
})
