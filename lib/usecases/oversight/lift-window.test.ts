import { expect, test } from 'vitest'
import { DAY, instantToIso } from '@/lib/domain/instants'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { setCap } from '../quotas/set-cap'
import { liftWindow } from './lift-window'
import { listCustomerLimits } from './list-customer-limits'
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
const reason = 'A campaign that they announced.'
const inDays = (days: bigint) => instantToIso(clock.now() + days * DAY)

test('a quota is lifted until the instant, counter and all kept, with the reason in the audit log', async () => {
  const accountId = await testAccount(house)
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  await house.db.$executeRaw`UPDATE quota_window SET used = '{10000}' WHERE account_id = ${accountId}::uuid`
  await liftWindow(OPERATOR, { accountId, key, until: inDays(30n), reason }, house)
  const { limits } = await listCustomerLimits(OPERATOR, { accountId }, house)
  expect(limits).toMatchObject([{ used: 10_000n, liftedUntil: clock.now() + 30n * DAY }])
  const row = await house.db.auditEntry.findFirstOrThrow({ where: { accountId, verb: 'oversight.lift-window' } })
  expect(row).toMatchObject({ reason, detail: { liftedUntil: inDays(30n) } })
})

test("lifting refuses everybody but operators and admins, times past or beyond 30 days, and a customer's own cap", async () => {
  const accountId = await testAccount(house)
  const { key } = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  const lift = { accountId, key, until: inDays(1n), reason }
  const callers = [visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('support'), staffCaller('approver')]
  const kinds = await kindsRefused((caller) => liftWindow(caller, lift, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  for (const until of [inDays(0n), inDays(-1n), instantToIso(clock.now() + 30n * DAY + 1n)]) {
    const { faults } = await refusalOf(liftWindow(OPERATOR, { ...lift, until }, house))
    expect(faults).toMatchObject([{ pointer: '/until', code: 'lift-too-long' }])
  }
  const own = { scope: 'account', measure: 'tokens', unit: 'day', cap: '5' } as const
  const cap = await setCap(memberCaller(accountId, 'owner'), { accountId, ...own }, house)
  expect((await refusalOf(liftWindow(OPERATOR, { ...lift, key: cap.key }, house))).kind).toBe('forbidden')
})
