import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { startEmailChange } from './start-email-change'

const house = testHouse()

test('a link goes to the new address, and nothing changes yet', async () => {
  const ada = await testPerson(house)
  const email = newEmail()
  await startEmailChange(ada.caller, { email, currentPassword: PASSWORD, language: 'fr' }, house)
  expect(await lastSecret(house, email)).toMatch(/^[\w-]{43}$/)
  expect(await house.db.user.count({ where: { email: ada.email } })).toBe(1)
})

test('an address that is taken gets the same answer and no letter', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  await startEmailChange(ada.caller, { email: bob.email, currentPassword: PASSWORD, language: 'en' }, house)
  expect(await house.db.message.count({ where: { recipient: bob.email } })).toBe(0)
})

test('changing the address refuses visitors and a wrong password', async () => {
  const ada = await testPerson(house)
  const input = { email: newEmail(), currentPassword: 'not it', language: 'en' as const }
  expect((await refusalOf(startEmailChange(visitorCaller(), input, house))).kind).toBe('unauthenticated')
  expect((await refusalOf(startEmailChange(ada.caller, input, house))).faults).toMatchObject([
    { code: 'wrong-password' },
  ])
})

test('the eleventh letter in a quarter of an hour is refused, to whomever: nobody is flooded in our name', async () => {
  const ada = await testPerson(house)
  const ask = () => ({ email: newEmail(), currentPassword: PASSWORD, language: 'en' as const })
  for (let i = 0; i < 10; i++) await startEmailChange(ada.caller, ask(), house)
  expect((await refusalOf(startEmailChange(ada.caller, ask(), house))).kind).toBe('too-many-requests')
})
