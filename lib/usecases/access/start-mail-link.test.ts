import { describe, expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, lastSecret, newEmail, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { EVEN_MILLIS } from './even-time'
import { startMailLink } from './start-mail-link'

const house = testHouse()

describe('asking for a link to sign in', () => {
  test('sends it in the language of the person, and keeps only its hash', async () => {
    const ada = await testPerson(house)
    await startMailLink(visitorCaller(), { email: ada.email, language: 'fr' }, house)
    const secret = await lastSecret(house, ada.email)
    const letter = await house.db.message.findFirstOrThrow({ where: { recipient: ada.email } })
    expect(letter.subject).toBe('Your link to sign in to Comptoir')
    expect(letter.text).toContain('http://127.0.0.1:3000/sign-in/link?token=')
    const tokens = await house.db.mailToken.findMany({ where: { email: ada.email } })
    expect(Buffer.from(tokens[0]?.hash ?? []).toString('base64url')).not.toBe(secret)
  })

  test('answers the same and sends nothing when nobody has the address', async () => {
    const email = newEmail()
    expect(await startMailLink(visitorCaller(), { email, language: 'en' }, house)).toBeUndefined()
    expect(await house.db.message.count({ where: { recipient: email } })).toBe(0)
  })

  test('refuses members, and the eleventh request for one address', async () => {
    const ada = await testPerson(house)
    const ask = (caller: typeof ada.caller) => startMailLink(caller, { email: ada.email, language: 'en' }, house)
    expect(
      await kindsRefused((caller) => startMailLink(caller, { email: ada.email, language: 'en' }, house), [ada.caller]),
    ).toEqual(['forbidden'])
    for (let i = 0; i < 10; i++) await startMailLink(visitorCaller(), { email: ada.email, language: 'en' }, house)
    const refusal = await refusalOf(startMailLink(visitorCaller(), { email: ada.email, language: 'en' }, house))
    expect(refusal.kind).toBe('too-many-requests')
    expect((await refusalOf(ask(ada.caller))).kind).toBe('forbidden')
  })
})

test('takes no less time for an address that nobody has', async () => {
  for (const email of [newEmail(), (await testPerson(house)).email]) {
    const begun = performance.now()
    await startMailLink(visitorCaller(), { email, language: 'en' }, house)
    expect(performance.now() - begun).toBeGreaterThan(EVEN_MILLIS - 5)
  }
})
