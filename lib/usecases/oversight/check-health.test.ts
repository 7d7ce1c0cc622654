import { expect, test } from 'vitest'
import type { Caller } from '@/lib/domain/access/callers'
import { MINUTE, SECOND } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, staffCaller, TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused } from '@/lib/testing/people'
import { checkHealth } from './check-health'

const clock = new TestClock()
const house = testHouse(clock)

test('refuses callers that have no business with the machine', async () => {
  const callers: Caller[] = [
    { kind: 'apiKey', keyId: NIL_ID, accountId: null, scopes: ['usage:write'] },
    staffCaller('admin'),
  ]
  const check = (caller: Caller) => checkHealth(caller, { processAt: clock.now() }, house)
  expect(await kindsRefused(check, callers)).toEqual(['not-found', 'not-found'])
})

test.each([
  [0n, true],
  [5n * SECOND, true],
  [-5n * SECOND, true],
  [5n * SECOND + 1n, false],
  [-5n * SECOND - 1n, false],
  [60n * MINUTE, false],
])('a clock that is %d microseconds ahead of the database’s is steady: %s', async (ahead, isSteady) => {
  const health = await checkHealth(SYSTEM, { processAt: clock.now() + ahead }, house)
  expect(health).toMatchObject({ isSteady, skew: ahead < 0n ? -ahead : ahead })
})
