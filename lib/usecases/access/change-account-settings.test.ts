import { expect, test } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { changeAccountSettings } from './change-account-settings'
import { getAccountSettings } from './get-account-settings'

const house = testHouse()

test('name and zone change, with before and after in the audit log', async () => {
  const ada = await testPerson(house)
  const { accountId } = ada
  await changeAccountSettings(ada.caller, { accountId, name: 'Acme', timeZone: 'America/Toronto' }, house)
  expect(await getAccountSettings(ada.caller, { accountId }, house)).toMatchObject({
    name: 'Acme',
    timeZone: 'America/Toronto',
  })
  const row = await house.db.auditEntry.findFirstOrThrow({
    where: { accountId, verb: 'access.change-account-settings' },
  })
  expect(row).toMatchObject({
    actor: `member:${ada.userId}`,
    detail: { before: { timeZone: 'Europe/Paris' }, after: { name: 'Acme' } },
  })
})

test('changing refuses all but owners, and zones that do not exist', async () => {
  const [ada, stranger] = [await testPerson(house), await testPerson(house)]
  const billing = await testMember(house, ada, 'billing')
  const input = { accountId: ada.accountId, name: 'Acme', timeZone: 'Europe/Paris' }
  const callers = [visitorCaller(), stranger.caller, billing.caller]
  expect(await kindsRefused((caller) => changeAccountSettings(caller, input, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
  ])
  const mars = changeAccountSettings(ada.caller, { ...input, timeZone: 'Mars/Phobos' }, house)
  expect((await refusalOf(mars)).faults).toMatchObject([{ pointer: '/timeZone', code: 'unknown-time-zone' }])
})
