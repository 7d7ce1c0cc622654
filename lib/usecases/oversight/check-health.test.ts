import { expect, test } from 'vitest'
import type { Caller } from '@/lib/domain/access/callers'
import { instantFromMillis } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused } from '@/lib/testing/people'
import { checkHealth } from './check-health'

const house = testHouse()

test('refuses callers that have no business with the machine', async () => {
  const callers: Caller[] = [
    { kind: 'apiKey', keyId: NIL_ID, accountId: null, scopes: ['usage:write'] },
    staffCaller('admin'),
  ]
  const check = (caller: Caller) => checkHealth(caller, {}, house)
  expect(await kindsRefused(check, callers)).toEqual(['not-found', 'not-found'])
})

test('tells the database’s clock, not the process’s', async () => {
  const [row] = await house.db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`
  const { databaseAt } = await checkHealth(SYSTEM, {}, house)
  expect(databaseAt).toBeGreaterThanOrEqual(instantFromMillis(row?.at.getTime() ?? 0))
})
