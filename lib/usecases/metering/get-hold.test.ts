import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { getHold } from './get-hold'
import { openHold } from './open-hold'

const house = testHouse()

test('reads a hold for keys of its account and of the seller, and refuses all others', async () => {
  const accountId = await testAccount(house, '100')
  const key = (of: string | null, ...scopes: ApiKeyCaller['scopes']): ApiKeyCaller => ({
    kind: 'apiKey',
    keyId: randomUUID(),
    accountId: of,
    scopes,
  })
  const asked = { id: 'work', action: 'unit', quantities: { call: 1 } }
  const { hold } = await openHold(key(accountId, 'usage:write'), asked, house)
  const reader = key(accountId, 'balance:read')
  expect((await getHold(reader, { id: hold.id }, house)).hold).toEqual(hold)
  const service = key(null, 'usage:write')
  expect((await getHold(service, { account: accountId, id: hold.id.toUpperCase() }, house)).hold).toEqual(hold)
  expect((await refusalOf(getHold(service, { id: hold.id }, house))).kind).toBe('invalid-input')
  expect((await refusalOf(getHold(key(accountId, 'charges:read'), { id: hold.id }, house))).kind).toBe('forbidden')
  const stranger = key(await testAccount(house), 'balance:read')
  for (const id of [hold.id, 'nothing', randomUUID()])
    expect((await refusalOf(getHold(stranger, { id }, house))).kind).toBe('not-found')
})
