import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller, Caller } from '@/lib/domain/access/callers'
import { DAY, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { giveGrant } from '../oversight/give-grant'
import { getBalance } from './get-balance'

function keyCaller(accountId: string | null, scopes: ApiKeyCaller['scopes'] = ['balance:read']): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

test('refuses everybody who is not a machine with the scope balance:read', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '10')
  const callers: Caller[] = [
    { kind: 'visitor', address: 'test' },
    { kind: 'member', userId: NIL_ID, sessionId: NIL_ID, roles: { [accountId]: 'owner' } },
    staffCaller('admin'),
    keyCaller(accountId, ['usage:write']),
  ]
  const read = (caller: Caller) => getBalance(caller, {}, house)
  expect(await kindsRefused(read, callers)).toEqual(['unauthenticated', 'forbidden', 'forbidden', 'forbidden'])
  const other = await testAccount(house, '10')
  expect((await refusalOf(getBalance(keyCaller(accountId), { account: other }, house))).kind).toBe('not-found')
})

test('counts in what has become due, and writes nothing', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house, '100')
  const at = (days: bigint) => instantToIso(clock.now() + days * DAY)
  const grant = { accountId, source: 'promo', reason: 'For the test.' } as const
  const lapsing = { ...grant, key: 'b', name: 'Lapsing', tokens: '7', expiresAt: at(1n) }
  const coming = { ...grant, key: 'c', name: 'Coming', tokens: '30', effectiveAt: at(2n), expiresAt: at(9n) }
  await giveGrant(SYSTEM, lapsing, house)
  await giveGrant(SYSTEM, coming, house)
  const read = async () => {
    const { book, version } = await getBalance(keyCaller(accountId), {}, house)
    return [book.available, version]
  }
  expect(await read()).toEqual([107_000n, 3n])
  clock.advance(DAY)
  expect(await read()).toEqual([100_000n, 3n])
  clock.advance(DAY)
  expect(await read()).toEqual([130_000n, 3n])
})
