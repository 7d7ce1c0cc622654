import { expect, test } from 'vitest'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { listLimits } from './list-limits'
import { removeCap } from './remove-cap'
import { setBudget } from './set-budget'
import { setCap } from './set-cap'

const house = testHouse()
const MONTH = { scope: 'account', measure: 'tokens', unit: 'month', cap: '1000' } as const

test('a removed cap is gone, and the account is looked up for limits no more once the last one is', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  const cap = await setCap(owner, { accountId, ...MONTH }, house)
  const budget = await setBudget(owner, { accountId, ...MONTH }, house)
  const hasQuotas = async () => (await house.db.account.findUnique({ where: { id: accountId } }))?.hasQuotas
  await removeCap(owner, { accountId, key: cap.key }, house)
  const { limits } = await listLimits(owner, { accountId }, house)
  expect([limits.map(({ quota }) => quota.key), await hasQuotas()]).toEqual([[budget.key], true])
  await house.db.quota.deleteMany({ where: { accountId } })
  const again = await setCap(owner, { accountId, ...MONTH }, house)
  await removeCap(owner, { accountId, key: again.key }, house)
  expect(await hasQuotas()).toBe(false)
  const [row] = await house.db.auditEntry.findMany({ where: { accountId, verb: 'quotas.remove-cap' } })
  expect(row).toMatchObject({ subject: `quota:${cap.key}`, detail: { before: { cap: '1000' }, after: null } })
})

test('removing refuses all but owners and billing, what does not exist, and budgets', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  const { key } = await setCap(owner, { accountId, ...MONTH }, house)
  const callers = [visitorCaller(), memberCaller(NIL_ID, 'owner'), memberCaller(accountId, 'developer')]
  const kinds = await kindsRefused((caller) => removeCap(caller, { accountId, key }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
  const budget = await setBudget(owner, { accountId, ...MONTH }, house)
  expect((await refusalOf(removeCap(owner, { accountId, key: budget.key }, house))).kind).toBe('not-found')
  expect((await refusalOf(removeCap(owner, { accountId, key: 'account:hour' }, house))).kind).toBe('not-found')
})
