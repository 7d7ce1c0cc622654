import { expect, test } from 'vitest'
import { SYSTEM, staffCaller, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { setCap } from '../quotas/set-cap'
import { definePlan } from './define-plan'
import { listCustomerLimits } from './list-customer-limits'
import { removeQuota } from './remove-quota'
import { setQuota } from './set-quota'

const house = testHouse()
const OPERATOR = staffCaller('operator')
const WORDS = { reasonEn: 'It keeps the service quick.', reasonFr: 'Le service reste rapide pour tous.' }
const HOUR = { name: 'hour', unit: 'hour', kind: 'fixed', cap: '10000', policy: 'stop', ...WORDS } as const
const TERMS = { ...HOUR, scope: 'account', measure: 'tokens', cap: '40000', reason: 'Agreed by phone.' } as const
const reason = 'The agreement has ended.'

test("the plan's quota is in force again, and has counted on", async () => {
  const accountId = await testAccount(house)
  const plan = {
    key: 'removal',
    nameEn: 'Team',
    nameFr: 'Équipe',
    priceCents: 100n,
    currency: 'EUR',
    allowance: '1000',
  }
  await definePlan(SYSTEM, { ...plan, periodUnit: 'month', rollover: 'none', quotas: [HOUR] }, house)
  await house.db.account.update({ where: { id: accountId }, data: { planKey: 'removal' } })
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  await house.db.$executeRaw`UPDATE quota_window SET used = '{7000}' WHERE account_id = ${accountId}::uuid`
  await removeQuota(OPERATOR, { accountId, key, reason }, house)
  const { limits } = await listCustomerLimits(OPERATOR, { accountId }, house)
  expect(limits).toMatchObject([{ quota: { key, origin: 'plan', cap: 10_000_000n }, used: 7000n }])
  const row = await house.db.auditEntry.findFirstOrThrow({ where: { accountId, verb: 'oversight.remove-quota' } })
  expect(row).toMatchObject({ reason, detail: { before: { cap: '40000' } } })
  expect((await refusalOf(removeQuota(OPERATOR, { accountId, key, reason }, house))).kind).toBe('not-found')
})

test("removing refuses everybody but operators and admins, no reason, and a customer's cap", async () => {
  const accountId = await testAccount(house)
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('support'), staffCaller('finance')]
  const kinds = await kindsRefused((caller) => removeQuota(caller, { accountId, key, reason }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  const silent = removeQuota(OPERATOR, { accountId, key, reason: '' }, house)
  expect((await refusalOf(silent)).faults).toMatchObject([{ pointer: '/reason' }])
  const own = { scope: 'account', measure: 'tokens', unit: 'day', cap: '5' } as const
  const cap = await setCap(memberCaller(accountId, 'owner'), { accountId, ...own }, house)
  expect((await refusalOf(removeQuota(OPERATOR, { accountId, key: cap.key, reason }, house))).kind).toBe('not-found')
})
