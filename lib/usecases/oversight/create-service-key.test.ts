import { expect, test } from 'vitest'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifyApiKey } from '../access/identify-api-key'
import { createServiceKey } from './create-service-key'

const house = testHouse()
const input = { name: 'gateway', scopes: ['usage:write' as const], lastsDays: null }

test('a service key belongs to no account', async () => {
  const { key } = await createServiceKey(staffCaller('admin'), input, house)
  expect(await identifyApiKey(key, house)).toMatchObject({ accountId: null })
})

test('making one refuses customers and staff who are no admins', async () => {
  const ada = await testPerson(house)
  const callers = [visitorCaller(), ada.caller, staffCaller('support'), staffCaller('operator'), staffCaller('auditor')]
  expect(await kindsRefused((caller) => createServiceKey(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
    'forbidden',
    'forbidden',
  ])
})
