import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { identifySession } from './identify-session'
import { signOut } from './sign-out'

const house = testHouse()

test('signing out ends the session on the server, so that a copied cookie is worthless', async () => {
  const ada = await testPerson(house)
  await signOut(ada.caller, {}, house)
  expect(await identifySession(ada.sessionId, house)).toBeNull()
})

test('signing out refuses visitors', async () => {
  expect((await refusalOf(signOut(visitorCaller(), {}, house))).kind).toBe('unauthenticated')
})
