import { randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { connect } from '@/lib/db/client'
import { composeApiKey } from '@/lib/domain/access/api-keys'
import { refusalOf } from '@/lib/testing/people'
import { identifyApiKey } from '@/lib/usecases/access/identify-api-key'
import { newId } from '@/lib/usecases/define'
import { getBalance } from '@/lib/usecases/ledger/get-balance'
import { recordUsage } from '@/lib/usecases/metering/record-usage'

/** Nothing listens on this port. */
const db = connect('postgresql://nobody@127.0.0.1:1/nothing', undefined, 1)
const house = { db, clock: null, newId }
const accountId = '0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10'
const caller = { kind: 'apiKey', keyId: accountId, accountId, scopes: ['usage:write', 'balance:read'] } as const

afterAll(() => db.$disconnect())

test.each<[string, () => Promise<unknown>]>([
  ['identifying a key', () => identifyApiKey(composeApiKey(randomBytes(96)), house)],
  ['reading a balance', () => getBalance(caller, {}, house)],
  [
    'recording usage',
    () => {
      const event = { id: 'a', action: 'unit', quantities: { call: 1 }, occurredAt: '2026-11-24T09:30:00Z' }
      return recordUsage(caller, event, house)
    },
  ],
])('%s without a database is refused as unavailable, to be tried again', async (_, work) => {
  const refusal = await refusalOf(work())
  expect([refusal.kind, refusal.retryAfterSeconds]).toEqual(['unavailable', 2])
})
