import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { newEmail, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { signInWithProvider } from './sign-in-with-provider'

const house = testHouse()
const google = { kind: 'system', rule: 'google' } as const

describe('signing in with a provider', () => {
  test('makes a person at the first visit and knows them at the second, even under another address', async () => {
    const providerId = randomUUID()
    const identity = { provider: 'google' as const, providerId, name: 'Ada Lovelace' }
    const first = await signInWithProvider(google, { ...identity, verifiedEmail: newEmail() }, house)
    const second = await signInWithProvider(google, { ...identity, verifiedEmail: null }, house)
    expect(second.userId).toBe(first.userId)
    expect(await identifySession(second.sessionId, house)).toMatchObject({ name: 'Ada Lovelace', places: [] })
  })

  test('ties a first visit to the person with the verified address, and ends what was set up unproven', async () => {
    const ada = await testPerson(house)
    const identity = { provider: 'github' as const, providerId: randomUUID(), verifiedEmail: ada.email }
    const opened = await signInWithProvider({ kind: 'system', rule: 'github' }, identity, house)
    expect(opened.userId).toBe(ada.userId)
    expect(await identifySession(ada.sessionId, house)).toBeNull()
  })

  test.each(['Ada\r\nBcc: all@example.com', '\u202ecipality', 'a'.repeat(81), '\u200b', ''])(
    'takes the name %j, which nobody could have typed here, from the address',
    async (name) => {
      const identity = { provider: 'github' as const, providerId: randomUUID(), name }
      const verifiedEmail = newEmail().replace(/^p/, 'grace.')
      const opened = await signInWithProvider(google, { ...identity, verifiedEmail }, house)
      expect((await identifySession(opened.sessionId, house))?.name).toMatch(/^Grace /)
    },
  )

  test('never ties by an address that the provider has not verified', async () => {
    const identity = { provider: 'github' as const, providerId: randomUUID(), verifiedEmail: null }
    expect((await refusalOf(signInWithProvider(google, identity, house))).facts).toEqual({
      rule: 'address-not-verified',
    })
  })

  test('refuses everybody but the callback itself', async () => {
    const ada = await testPerson(house)
    const identity = { provider: 'google' as const, providerId: randomUUID(), verifiedEmail: ada.email }
    expect((await refusalOf(signInWithProvider(visitorCaller(), identity, house))).kind).toBe('not-found')
    expect((await refusalOf(signInWithProvider(ada.caller, identity, house))).kind).toBe('not-found')
  })
})
