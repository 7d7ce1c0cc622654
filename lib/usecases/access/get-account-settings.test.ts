import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { getAccountSettings } from './get-account-settings'

const house = testHouse()

test('every member reads the settings', async () => {
  const ada = await testPerson(house)
  const viewer = await testMember(house, ada, 'viewer')
  const settings = await getAccountSettings(viewer.caller, { accountId: ada.accountId }, house)
  expect(settings).toMatchObject({
    id: ada.accountId,
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    demo: false,
    selfReporting: true,
  })
})

test('reading refuses visitors, and others as if there were no account', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  expect((await refusalOf(getAccountSettings(visitorCaller(), { accountId: ada.accountId }, house))).kind).toBe(
    'unauthenticated',
  )
  expect((await refusalOf(getAccountSettings(bob.caller, { accountId: ada.accountId }, house))).kind).toBe('not-found')
})

test.each(['constructor', '__proto__', 'toString', ''])('%j is no account', async (accountId) => {
  const ada = await testPerson(house)
  expect((await refusalOf(getAccountSettings(ada.caller, { accountId }, house))).kind).toBe('not-found')
})
