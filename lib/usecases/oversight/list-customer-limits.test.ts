import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { staffCaller, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { listLimits } from '../quotas/list-limits'
import { setCap } from '../quotas/set-cap'
import { listCustomerLimits } from './list-customer-limits'

const house = testHouse()

test('every role of the staff sees what the members see', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  await setCap(owner, { accountId, scope: 'account', measure: 'tokens', unit: 'day', cap: '5' }, house)
  const theirs = await listLimits(owner, { accountId }, house)
  for (const role of STAFF_ROLES) {
    const view = await listCustomerLimits(staffCaller(role), { accountId }, house)
    expect({ ...view, at: theirs.at }).toEqual(theirs)
  }
})

test('listing refuses everybody else, and an account that is not there', async () => {
  const accountId = await testAccount(house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  const kinds = await kindsRefused((caller) => listCustomerLimits(caller, { accountId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
  const missing = await kindsRefused(
    (c) => listCustomerLimits(c, { accountId: randomUUID() }, house),
    [staffCaller('admin')],
  )
  expect(missing).toEqual(['not-found'])
})
