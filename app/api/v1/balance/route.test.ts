import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { BalanceAnswer, type BalanceWire } from '@/lib/domain/ledger/wire'
import { accountKey, callApi, serviceKey } from '@/lib/testing/api-call'
import { SYSTEM, testAccount, testHouse } from '@/lib/testing/house'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { GET, HEAD } from './route'

const house = testHouse()

test('the balance names its grants: first those to spend, in spend order, then those to come', async () => {
  const account = await testAccount(house, '100')
  const grant = { accountId: account, source: 'promo', reason: 'For the test.' } as const
  const [soon, later] = [hours(24), hours(48)]
  await giveGrant(
    SYSTEM,
    { ...grant, key: 'b', name: 'To come', tokens: '5', effectiveAt: soon, expiresAt: later },
    house,
  )
  await giveGrant(SYSTEM, { ...grant, key: 'c', name: 'Expiring', tokens: '7.5', expiresAt: later }, house)
  const { status, body } = await callApi<BalanceWire>(GET, { key: await accountKey(house, account) })
  expect(status).toBe(200)
  expect(BalanceAnswer.strict().parse(body)).toEqual(body)
  expect(body).toMatchObject({
    account,
    status: 'active',
    available: '107.5',
    held: '0',
    debt: '0',
    changesAt: soon,
    version: '3',
    grants: [
      { name: 'Expiring', available: '7.5', expiresAt: later },
      { name: 'First', available: '100', expiresAt: null, actions: [] },
      { name: 'To come', available: '0', pending: '5', effectiveAt: soon },
    ],
  })
})

test('a service key reads the account that it names, in any case of letters', async () => {
  const account = await testAccount(house, '1')
  const key = await serviceKey(house)
  const query = `?account=${account.toUpperCase()}`
  expect((await callApi<BalanceWire>(GET, { key, query })).body).toMatchObject({ account, available: '1' })
})

test('HEAD answers as GET does, without the body', async () => {
  const key = await accountKey(house, await testAccount(house))
  const { status, headers, body } = await callApi(HEAD, { key, method: 'HEAD' })
  expect([status, headers.get('content-type'), body]).toEqual([200, 'application/json', null])
})

test.each([
  ['', 422],
  ['?account=acme', 422],
  ['?account=', 422],
  [`?account=${randomUUID()}`, 404],
  [`?account=${randomUUID()}&account=${randomUUID()}`, 400],
  [`?account=${randomUUID()}&limit=5`, 422],
])('a service key with "%s" is answered %i', async (query, status) => {
  expect((await callApi(GET, { key: await serviceKey(house), query })).status).toBe(status)
})

function hours(count: number): string {
  return new Date(Math.floor(Date.now() / 1000) * 1000 + count * 3_600_000).toISOString().replace('.000Z', 'Z')
}
