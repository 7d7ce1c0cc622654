import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { lastSecret, newEmail, PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { confirmEmailChange } from './confirm-email-change'
import { signInWithPassword } from './sign-in-with-password'
import { startEmailChange } from './start-email-change'

const house = testHouse()

async function asked() {
  const person = await testPerson(house)
  const email = newEmail()
  await startEmailChange(person.caller, { email, currentPassword: PASSWORD, language: 'en' }, house)
  return { person, email, secret: await lastSecret(house, email) }
}

test('the new address signs in, the old one no longer does and is told', async () => {
  const { person, email, secret } = await asked()
  await confirmEmailChange(visitorCaller(), { secret }, house)
  await signInWithPassword(visitorCaller(), { email, password: PASSWORD }, house)
  const old = signInWithPassword(visitorCaller(), { email: person.email, password: PASSWORD }, house)
  expect((await refusalOf(old)).kind).toBe('unauthenticated')
  const letter = await house.db.message.findFirstOrThrow({ where: { recipient: person.email } })
  expect(letter.text).toContain(email)
})

test('confirming refuses machines, a used link, and an address that somebody took meanwhile', async () => {
  const { person, email, secret } = await asked()
  const machine = { kind: 'apiKey', keyId: person.userId, accountId: null, scopes: [] } as const
  expect((await refusalOf(confirmEmailChange(machine, { secret }, house))).kind).toBe('forbidden')
  await testPerson(house, email)
  expect((await refusalOf(confirmEmailChange(person.caller, { secret }, house))).facts).toEqual({ rule: 'email-taken' })
  const second = await asked()
  await confirmEmailChange(second.person.caller, { secret: second.secret }, house)
  expect((await refusalOf(confirmEmailChange(second.person.caller, { secret: second.secret }, house))).kind).toBe(
    'not-found',
  )
})
