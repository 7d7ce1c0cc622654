import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from './create-api-key'
import { identifyApiKey } from './identify-api-key'
import { revokeApiKey } from './revoke-api-key'

const house = testHouse()

async function withKey() {
  const ada = await testPerson(house)
  const made = await createApiKey(
    ada.caller,
    { accountId: ada.accountId, name: 'prod', scopes: ['usage:write'], lastsDays: null },
    house,
  )
  return { ada, accountId: ada.accountId, keyId: made.id, key: made.key }
}

test('a revoked key is refused at once here', async () => {
  const { ada, accountId, keyId, key } = await withKey()
  await identifyApiKey(key, house)
  await revokeApiKey(ada.caller, { accountId, keyId }, house)
  expect((await refusalOf(identifyApiKey(key, house))).kind).toBe('unauthenticated')
})

test('a key that another process revoked is refused within a second', async () => {
  const { keyId, key } = await withKey()
  await identifyApiKey(key, house)
  await house.db.apiKey.update({ where: { id: keyId }, data: { revokedAt: new Date() } })
  const began = performance.now()
  while (await identifyApiKey(key, house).catch(() => null)) await new Promise((wake) => setTimeout(wake, 50))
  expect(performance.now() - began).toBeLessThan(1200)
})

test('revoking refuses strangers, viewers, keys of others and keys that are revoked already', async () => {
  const [{ ada, accountId, keyId }, other] = [await withKey(), await withKey()]
  const viewer = await testMember(house, ada, 'viewer')
  const callers = [visitorCaller(), other.ada.caller, viewer.caller]
  expect(await kindsRefused((caller) => revokeApiKey(caller, { accountId, keyId }, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
  ])
  expect((await refusalOf(revokeApiKey(ada.caller, { accountId, keyId: other.keyId }, house))).kind).toBe('not-found')
  await revokeApiKey(ada.caller, { accountId, keyId }, house)
  expect((await refusalOf(revokeApiKey(ada.caller, { accountId, keyId }, house))).kind).toBe('not-found')
})
