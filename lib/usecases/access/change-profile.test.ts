import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { changeProfile } from './change-profile'
import { identifySession } from './identify-session'

const house = testHouse()

test('the own name and language change', async () => {
  const ada = await testPerson(house)
  await changeProfile(ada.caller, { name: '  Ada   Lovelace ', language: 'fr' }, house)
  expect(await identifySession(ada.sessionId, house)).toMatchObject({ name: 'Ada   Lovelace', language: 'fr' })
})

test('changing refuses visitors, and names that hide what they are', async () => {
  const ada = await testPerson(house)
  expect((await refusalOf(changeProfile(visitorCaller(), { name: 'A', language: null }, house))).kind).toBe(
    'unauthenticated',
  )
  for (const name of ['', '   ', 'a'.repeat(81), 'a\u202eb', 'a\u0000b', 'a\nb']) {
    const refusal = await refusalOf(changeProfile(ada.caller, { name, language: null }, house))
    expect(refusal.faults[0]?.pointer).toBe('/name')
  }
})
