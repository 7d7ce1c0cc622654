import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller, Caller } from '@/lib/domain/access/callers'
import { instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { getCharge } from './get-charge'
import { recordUsage } from './record-usage'

const clock = new TestClock()
const house = testHouse(clock)

function keyCaller(accountId: string | null, scopes: ApiKeyCaller['scopes'] = ['charges:read']): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

async function recordedCharge(accountId: string) {
  const occurredAt = instantToIso(clock.now())
  const event = { id: randomUUID(), action: 'chat', quantities: { input: '10.5', output: 3 }, occurredAt }
  return (await recordUsage(keyCaller(accountId, ['usage:write']), event, house)).charge
}

test('refuses everybody who is not a machine with the scope charges:read', async () => {
  const accountId = await testAccount(house, '10')
  const { id } = await recordedCharge(accountId)
  const callers: Caller[] = [
    { kind: 'visitor', address: 'test' },
    { kind: 'member', userId: NIL_ID, sessionId: NIL_ID, roles: { [accountId]: 'owner' } },
    staffCaller('support'),
    keyCaller(accountId, ['usage:write']),
  ]
  const read = (caller: Caller) => getCharge(caller, { id }, house)
  expect(await kindsRefused(read, callers)).toEqual(['unauthenticated', 'forbidden', 'forbidden', 'forbidden'])
})

test('gives the charge as it was recorded', async () => {
  const accountId = await testAccount(house, '10')
  const charge = await recordedCharge(accountId)
  expect(await getCharge(keyCaller(accountId), { id: charge.id }, house)).toEqual({
    ...charge,
    quantities: { output: 3000n, input: 10_500n },
    pricing: { ...charge.pricing, steps: expect.arrayContaining([...(charge.pricing?.steps ?? [])]) },
  })
})

test('what belongs to another account does not exist', async () => {
  const [own, other] = [await testAccount(house, '10'), await testAccount(house, '10')]
  const { id } = await recordedCharge(other)
  expect((await refusalOf(getCharge(keyCaller(own), { id }, house))).kind).toBe('not-found')
  expect((await refusalOf(getCharge(keyCaller(own), { id, account: other }, house))).kind).toBe('not-found')
  expect((await refusalOf(getCharge(keyCaller(null), { id, account: own }, house))).kind).toBe('not-found')
})
