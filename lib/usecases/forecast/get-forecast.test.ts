import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { forecastScene } from '@/lib/testing/forecasts'
import { staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { getForecast } from './get-forecast'

test('getForecast refuses people, keys without the right, and the key of another account', async () => {
  const { house, accountId, home } = await forecastScene(3)
  const key = (overrides: Partial<ApiKeyCaller> = {}): ApiKeyCaller => ({
    kind: 'apiKey',
    keyId: randomUUID(),
    accountId,
    scopes: ['balance:read'],
    ...overrides,
  })
  const callers = [
    visitorCaller(),
    memberCaller(accountId, 'owner'),
    staffCaller('admin'),
    key({ scopes: ['usage:write'] }),
    key({ accountId: randomUUID() }),
  ]
  const read = (caller: Parameters<typeof getForecast>[0]) => getForecast(caller, { account: accountId }, house)
  expect(await kindsRefused(read, callers)).toEqual([
    'unauthenticated',
    'forbidden',
    'forbidden',
    'forbidden',
    'not-found',
  ])
  const { verdict, forecast, record } = await home()
  expect(await read(key())).toEqual({ accountId, verdict, forecast, record })
})
