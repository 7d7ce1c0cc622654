import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { PASSWORD, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { listSessions } from './list-sessions'
import { revokeSession } from './revoke-session'
import { signInWithPassword } from './sign-in-with-password'

const house = testHouse()

test('the own open sessions are listed, the one that asks is marked', async () => {
  const ada = await testPerson(house)
  const input = { email: ada.email, password: PASSWORD, userAgent: 'Phone' }
  const phone = await signInWithPassword(visitorCaller(), input, house)
  const lost = await signInWithPassword(visitorCaller(), input, house)
  await revokeSession(ada.caller, { sessionId: lost.sessionId }, house)
  const sessions = await listSessions(ada.caller, {}, house)
  expect(
    sessions.map(({ id, current, userAgent }) => ({ id, current, userAgent })).sort((a) => (a.current ? -1 : 1)),
  ).toEqual([
    { id: ada.sessionId, current: true, userAgent: '' },
    { id: phone.sessionId, current: false, userAgent: 'Phone' },
  ])
})

test('listing refuses visitors', async () => {
  expect((await refusalOf(listSessions(visitorCaller(), {}, house))).kind).toBe('unauthenticated')
})
