import { expect, test } from 'vitest'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { setBudget } from './set-budget'
import { setCap } from './set-cap'

const house = testHouse()
const MONTH = { scope: 'account', measure: 'tokens', unit: 'month', cap: '1000' } as const

test('a budget tells and stands beside the cap of the same terms; changed, it tells again', async () => {
  const accountId = await testAccount(house)
  const billing = memberCaller(accountId, 'billing')
  const budget = await setBudget(billing, { accountId, ...MONTH }, house)
  const cap = await setCap(billing, { accountId, ...MONTH }, house)
  expect([budget.policy, cap.policy]).toEqual(['tell', 'stop'])
  expect(await house.db.quota.count({ where: { accountId } })).toBe(2)
  await house.db.quotaWindow.updateMany({ where: { accountId }, data: { told: 80 } })
  await setBudget(billing, { accountId, ...MONTH, cap: '2000' }, house)
  const windows = await house.db.quotaWindow.findMany({ where: { accountId }, orderBy: { quotaKey: 'asc' } })
  expect(windows.map(({ quotaKey, told }) => [quotaKey, told])).toEqual([
    [budget.key, 0],
    [cap.key, 80],
  ])
})

test('setting refuses all but owners and billing', async () => {
  const accountId = await testAccount(house)
  const callers = [visitorCaller(), memberCaller(NIL_ID, 'owner'), memberCaller(accountId, 'developer')]
  const kinds = await kindsRefused((caller) => setBudget(caller, { accountId, ...MONTH }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
})
