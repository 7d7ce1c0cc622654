import { expect, test } from 'vitest'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { setCap } from '../quotas/set-cap'
import { listCustomerLimits } from './list-customer-limits'
import { resetWindow } from './reset-window'
import { setQuota } from './set-quota'

const clock = new TestClock('2026-03-18T09:07:00Z')
const house = testHouse(clock)
const OPERATOR = staffCaller('operator')
const TERMS = {
  name: 'hour',
  scope: 'account',
  measure: 'tokens',
  unit: 'hour',
  kind: 'fixed',
  cap: '10',
  policy: 'stop',
  reasonEn: 'It keeps the service quick.',
  reasonFr: 'Le service reste rapide.',
  reason: 'Agreed by phone.',
} as const
const reason = 'Our own fault filled it.'

test('what is used is nothing again, from now on, with what it was in the audit log', async () => {
  const accountId = await testAccount(house)
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  await house.db.$executeRaw`UPDATE quota_window SET used = '{10000}' WHERE account_id = ${accountId}::uuid`
  clock.advance(60_000_000n)
  await resetWindow(OPERATOR, { accountId, key, reason }, house)
  const { limits, at } = await listCustomerLimits(OPERATOR, { accountId }, house)
  expect(limits).toMatchObject([{ used: 0n, remaining: 10_000n }])
  const window = await house.db.quotaWindow.findFirstOrThrow({ where: { accountId } })
  expect(BigInt(window.countsFrom.getTime()) * 1000n).toBe(at)
  const row = await house.db.auditEntry.findFirstOrThrow({ where: { accountId, verb: 'oversight.reset-window' } })
  expect(row).toMatchObject({ reason, subject: `quota:${key}`, detail: { usedBefore: '10' } })
})

test("resetting refuses everybody but operators and admins, no reason, no quota, and a customer's own cap", async () => {
  const accountId = await testAccount(house)
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  const callers = [visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('support'), staffCaller('finance')]
  const kinds = await kindsRefused((caller) => resetWindow(caller, { accountId, key, reason }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  const silent = resetWindow(OPERATOR, { accountId, key, reason: 'x' }, house)
  expect((await refusalOf(silent)).faults).toMatchObject([{ pointer: '/reason' }])
  expect((await refusalOf(resetWindow(OPERATOR, { accountId, key: 'no', reason }, house))).kind).toBe('not-found')
  const own = { scope: 'account', measure: 'tokens', unit: 'day', cap: '5' } as const
  const cap = await setCap(memberCaller(accountId, 'owner'), { accountId, ...own }, house)
  expect((await refusalOf(resetWindow(OPERATOR, { accountId, key: cap.key, reason }, house))).kind).toBe('forbidden')
})
