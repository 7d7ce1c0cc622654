import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { updateAccountFrozen } from '@/lib/db/accounts'
import { staffCaller, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { unfreezeAccount } from './unfreeze-account'

const house = testHouse()

it('lets a frozen account go, with the reason in the books', async () => {
  const accountId = await testAccount(house)
  await updateAccountFrozen(house.db, accountId, true)
  await unfreezeAccount(staffCaller('finance'), { accountId, reason: 'They paid by transfer.' }, house)
  expect((await house.db.account.findUniqueOrThrow({ where: { id: accountId } })).status).toBe('active')
  const rows = await house.db.auditEntry.findMany({ where: { accountId, verb: 'oversight.unfreeze-account' } })
  expect(rows).toMatchObject([{ reason: 'They paid by transfer.' }])
})

it('refuses accounts that are not frozen or not there, a missing reason, and everybody but finance and admins', async () => {
  const accountId = await testAccount(house)
  const asked = { accountId, reason: 'For the test.' }
  const admin = staffCaller('admin')
  expect((await refusalOf(unfreezeAccount(admin, asked, house))).facts.rule).toBe('not-frozen')
  expect((await refusalOf(unfreezeAccount(admin, { ...asked, accountId: randomUUID() }, house))).kind).toBe('not-found')
  expect((await refusalOf(unfreezeAccount(admin, { ...asked, reason: '' }, house))).kind).toBe('invalid-input')
  const callers = [visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('operator')]
  const kinds = await kindsRefused((caller) => unfreezeAccount(caller, asked, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
})
