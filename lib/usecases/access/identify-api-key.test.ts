import { describe, expect, test } from 'vitest'
import { composeApiKey } from '@/lib/domain/access/api-keys'
import { testHouse } from '@/lib/testing/house'
import { refusalOf, testPerson } from '@/lib/testing/people'
import type { House } from '../define'
import { createApiKey } from './create-api-key'
import { identifyApiKey } from './identify-api-key'
import { flushKeyUses } from './key-uses'

const house = testHouse()
/** A house whose database may not be asked. */
const closed = {
  ...house,
  db: new Proxy(house.db, { get: () => () => Promise.reject(new Error('The database was asked.')) }),
} as House

async function withKey(lastsDays: number | null = null) {
  const ada = await testPerson(house)
  const made = await createApiKey(
    ada.caller,
    { accountId: ada.accountId, name: 'prod', scopes: ['usage:write'], lastsDays },
    house,
  )
  return { ada, ...made }
}

describe('the machine behind a key', () => {
  test('is known by account and rights', async () => {
    const { ada, id, key } = await withKey()
    expect(await identifyApiKey(key, house)).toEqual({
      kind: 'apiKey',
      keyId: id,
      accountId: ada.accountId,
      scopes: ['usage:write'],
    })
  })

  test('is looked up once for many requests of a second', async () => {
    const { key } = await withKey()
    await identifyApiKey(key, house)
    for (let i = 0; i < 100; i++) await identifyApiKey(key, closed)
  })

  test('refuses what is no key without asking the database', async () => {
    for (const text of ['', 'ck_live_x', 'Bearer', `${composeApiKey(new Uint8Array(64)).slice(0, -1)}z`]) {
      expect((await refusalOf(identifyApiKey(text, closed))).kind).toBe('unauthenticated')
    }
  })

  test('refuses unknown and expired keys in the same words', async () => {
    const unknown = await refusalOf(identifyApiKey(composeApiKey(crypto.getRandomValues(new Uint8Array(96))), house))
    const { id, key } = await withKey(1)
    await house.db.apiKey.update({ where: { id }, data: { expiresAt: new Date('2020-01-01') } })
    const expired = await refusalOf(identifyApiKey(key, house))
    expect(expired.message).toBe(unknown.message)
  })

  test('does not remember a database that was away', async () => {
    const { key } = await withKey()
    await expect(identifyApiKey(key, closed)).rejects.toThrow('The database was asked.')
    await identifyApiKey(key, house)
  })

  test('has its last use written down with others, not at each request', async () => {
    const { id, key } = await withKey()
    await identifyApiKey(key, house)
    expect((await house.db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt).toBeNull()
    await flushKeyUses(house)
    expect((await house.db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt).not.toBeNull()
  })
})
