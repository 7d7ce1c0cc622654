import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, newEmail, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { EVEN_MILLIS } from './even-time'
import { startPasswordReset } from './start-password-reset'

const house = testHouse()

test('a link for a new password goes out; an unknown address gets the same answer and no letter', async () => {
  const ada = await testPerson(house)
  const nobody = newEmail()
  const answers = [
    await startPasswordReset(visitorCaller(), { email: ada.email, language: 'en' }, house),
    await startPasswordReset(visitorCaller(), { email: nobody, language: 'en' }, house),
  ]
  expect(answers).toEqual([undefined, undefined])
  expect(await lastSecret(house, ada.email)).toMatch(/^[\w-]{43}$/)
  expect(await house.db.message.count({ where: { recipient: nobody } })).toBe(0)
})

test('asking for a new password refuses members', async () => {
  const ada = await testPerson(house)
  expect((await refusalOf(startPasswordReset(ada.caller, { email: ada.email, language: 'en' }, house))).kind).toBe(
    'forbidden',
  )
})

test('takes no less time for an address that nobody has', async () => {
  for (const email of [newEmail(), (await testPerson(house)).email]) {
    const begun = performance.now()
    await startPasswordReset(visitorCaller(), { email, language: 'en' }, house)
    expect(performance.now() - begun).toBeGreaterThan(EVEN_MILLIS - 5)
  }
})
