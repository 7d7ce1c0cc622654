import { expect, test } from 'vitest'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from '../access/create-api-key'
import { identifyApiKey } from '../access/identify-api-key'
import { createServiceKey } from './create-service-key'
import { revokeServiceKey } from './revoke-service-key'

const house = testHouse()
const facts = { name: 'gateway', scopes: ['usage:write' as const], lastsDays: null }

test('a revoked service key is refused', async () => {
  const { id, key } = await createServiceKey(staffCaller('admin'), facts, house)
  await identifyApiKey(key, house)
  await revokeServiceKey(staffCaller('admin'), { keyId: id }, house)
  expect((await refusalOf(identifyApiKey(key, house))).kind).toBe('unauthenticated')
})

test('revoking one refuses customers and other staff, and keys of accounts', async () => {
  const ada = await testPerson(house)
  const { id } = await createApiKey(ada.caller, { ...facts, accountId: ada.accountId }, house)
  const callers = [visitorCaller(), ada.caller, staffCaller('support'), staffCaller('admin')]
  expect(await kindsRefused((caller) => revokeServiceKey(caller, { keyId: id }, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
    'not-found',
  ])
})
