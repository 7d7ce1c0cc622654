import { expect, test } from 'vitest'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { removeBudget } from './remove-budget'
import { setBudget } from './set-budget'
import { setCap } from './set-cap'

const house = testHouse()
const MONTH = { scope: 'account', measure: 'money', unit: 'month', cap: '10' } as const

test('removing takes the budget and leaves the cap', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  const { key } = await setBudget(owner, { accountId, ...MONTH }, house)
  const cap = await setCap(owner, { accountId, ...MONTH }, house)
  await removeBudget(owner, { accountId, key }, house)
  expect((await house.db.quota.findMany({ where: { accountId } })).map((quota) => quota.key)).toEqual([cap.key])
})

test('removing refuses all but owners and billing, and caps', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  const { key } = await setBudget(owner, { accountId, ...MONTH }, house)
  const callers = [visitorCaller(), memberCaller(NIL_ID, 'owner'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => removeBudget(caller, { accountId, key }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
  const cap = await setCap(owner, { accountId, ...MONTH }, house)
  expect((await refusalOf(removeBudget(owner, { accountId, key: cap.key }, house))).kind).toBe('not-found')
})
