import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { revokeSession } from './revoke-session'
import { signInWithPassword } from './sign-in-with-password'

const house = testHouse()

test('one of the own sessions ends, the others stay', async () => {
  const ada = await testPerson(house)
  const other = await signInWithPassword(visitorCaller(), { email: ada.email, password: PASSWORD }, house)
  await revokeSession(ada.caller, { sessionId: other.sessionId }, house)
  expect(await identifySession(other.sessionId, house)).toBeNull()
  expect(await identifySession(ada.sessionId, house)).not.toBeNull()
})

test('revoking refuses visitors, and sessions of others as if they were not there', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  expect((await refusalOf(revokeSession(visitorCaller(), { sessionId: ada.sessionId }, house))).kind).toBe(
    'unauthenticated',
  )
  expect((await refusalOf(revokeSession(bob.caller, { sessionId: ada.sessionId }, house))).kind).toBe('not-found')
  expect(await identifySession(ada.sessionId, house)).not.toBeNull()
})
