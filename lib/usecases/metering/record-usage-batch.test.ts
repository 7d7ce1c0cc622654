import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller, Caller } from '@/lib/domain/access/callers'
import { instantToIso } from '@/lib/domain/instants'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { recordUsageBatch } from './record-usage-batch'

const clock = new TestClock()
const house = testHouse(clock)

function keyCaller(accountId: string | null, scopes: ApiKeyCaller['scopes'] = ['usage:write']): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

function unit(account?: string) {
  const occurredAt = instantToIso(clock.now())
  return { id: randomUUID(), account, action: 'unit', quantities: { call: 1 }, occurredAt }
}

test('refuses everybody who is not a machine with the scope usage:write', async () => {
  const accountId = await testAccount(house, '10')
  const callers: Caller[] = [
    { kind: 'visitor', address: 'test' },
    staffCaller('operator'),
    keyCaller(accountId, ['balance:read']),
  ]
  const record = (caller: Caller) => recordUsageBatch(caller, [unit(accountId)], house)
  expect(await kindsRefused(record, callers)).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})

test('events for many accounts are charged each to its own, and a foreign one is refused alone', async () => {
  const [own, other] = [await testAccount(house, '2'), await testAccount(house, '2')]
  const service = await recordUsageBatch(keyCaller(null), [unit(own), unit(other), unit()], house)
  expect(service.map(({ kind }) => kind)).toEqual(['charge', 'charge', 'refusal'])
  const account = await recordUsageBatch(keyCaller(own), [unit(), unit(other), unit(own)], house)
  expect(
    account.map((outcome) => (outcome.kind === 'charge' ? outcome.charge.accountId : outcome.refusal.kind)),
  ).toEqual([own, 'not-found', 'insufficient-tokens'])
})

test('more than 1,000 events are refused whole and none is charged', async () => {
  const accountId = await testAccount(house, '2000')
  const events = Array.from({ length: 1001 }, () => unit(accountId))
  expect((await refusalOf(recordUsageBatch(keyCaller(null), events, house))).kind).toBe('too-large')
  expect(await house.db.charge.count({ where: { accountId } })).toBe(0)
})
