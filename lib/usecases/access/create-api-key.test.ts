import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isWellFormedApiKey } from '@/lib/domain/access/api-keys'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from './create-api-key'

const house = testHouse()
const facts = { name: 'prod', scopes: ['usage:write' as const], lastsDays: null }

test('the key is told once: only its SHA-256 is kept, and nothing of it beyond its first characters is written anywhere', async () => {
  const ada = await testPerson(house)
  const { id, key, prefix } = await createApiKey(ada.caller, { ...facts, accountId: ada.accountId }, house)
  expect(isWellFormedApiKey(key)).toBe(true)
  const row = await house.db.apiKey.findUniqueOrThrow({ where: { id } })
  expect(Buffer.from(row.hash).toString('hex')).toBe(createHash('sha256').update(key).digest('hex'))
  const audited = await house.db.auditEntry.findMany({ where: { accountId: ada.accountId } })
  expect(JSON.stringify([row.name, row.prefix, audited])).not.toContain(key.slice(prefix.length))
})

test('making refuses strangers, billing managers and viewers', async () => {
  const [ada, stranger] = [await testPerson(house), await testPerson(house)]
  const developer = await testMember(house, ada, 'developer')
  const others = [await testMember(house, ada, 'billing'), await testMember(house, ada, 'viewer')]
  const input = { ...facts, accountId: ada.accountId }
  await createApiKey(developer.caller, input, house)
  const callers = [visitorCaller(), stranger.caller, ...others.map((other) => other.caller)]
  expect(await kindsRefused((caller) => createApiKey(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
    'forbidden',
  ])
})

test('making refuses no rights, unknown rights and expiries out of range', async () => {
  const ada = await testPerson(house)
  const input = { ...facts, accountId: ada.accountId }
  const faultOf = async (change: object) =>
    (await refusalOf(createApiKey(ada.caller, { ...input, ...change }, house))).faults[0]?.pointer
  expect(await faultOf({ scopes: [] })).toBe('/scopes')
  expect(await faultOf({ scopes: ['admin'] })).toBe('/scopes/0')
  expect(await faultOf({ lastsDays: 0 })).toBe('/lastsDays')
  expect(await faultOf({ accountId: ada.accountId, balance: '1' })).toBe('/balance')
})

test('making refuses the right to report where the seller alone reports', async () => {
  const ada = await testPerson(house)
  await house.db.account.update({ where: { id: ada.accountId }, data: { selfReporting: false } })
  const refusal = await refusalOf(createApiKey(ada.caller, { ...facts, accountId: ada.accountId }, house))
  expect(refusal.faults).toMatchObject([{ pointer: '/scopes', code: 'self-reporting-off' }])
  await createApiKey(ada.caller, { ...facts, scopes: ['balance:read'], accountId: ada.accountId }, house)
})
