import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from './create-api-key'
import { listApiKeys } from './list-api-keys'

const house = testHouse()

test('every member sees names, rights and expiry, and no key', async () => {
  const ada = await testPerson(house)
  const viewer = await testMember(house, ada, 'viewer')
  const input = {
    accountId: ada.accountId,
    name: 'prod',
    scopes: ['charges:read' as const, 'usage:write' as const],
    lastsDays: 30,
  }
  const { key } = await createApiKey(ada.caller, input, house)
  const keys = await listApiKeys(viewer.caller, { accountId: ada.accountId }, house)
  expect(keys).toMatchObject([
    { name: 'prod', prefix: key.slice(0, 12), scopes: ['usage:write', 'charges:read'], lastUsedAt: null },
  ])
  expect(JSON.stringify(keys, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
    key.slice(12),
  )
})

test('listing refuses visitors, and others as if there were no account', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  expect((await refusalOf(listApiKeys(visitorCaller(), { accountId: ada.accountId }, house))).kind).toBe(
    'unauthenticated',
  )
  expect((await refusalOf(listApiKeys(bob.caller, { accountId: ada.accountId }, house))).kind).toBe('not-found')
})
