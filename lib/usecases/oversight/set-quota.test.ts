import { expect, test } from 'vitest'
import { listCountedUse } from '@/lib/db/quotas-used'
import { HOUR, MINUTE } from '@/lib/domain/instants'
import { staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { quotaOf } from '@/lib/testing/limits'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from '../access/create-api-key'
import { enqueueUsage } from '../metering/operation-queue'
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
  kind: 'rolling',
  cap: '1000',
  policy: 'slow',
  slowPerMinute: 6,
  reasonEn: 'It keeps the service quick.',
  reasonFr: 'Le service reste rapide.',
  reason: 'Agreed by phone on Monday.',
} as const

const use = async (accountId: string, tokens: bigint) => {
  const event = usageEvent(accountId, clock.now(), { quantities: { call: tokens * 1000n }, mode: 'report' })
  await enqueueUsage([event], house)
}

test('a quota of staff is in force with its reasons, and its own reason is in the audit log', async () => {
  const accountId = await testAccount(house)
  const quota = await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  expect(quota).toMatchObject({
    key: 'account:hour',
    origin: 'staff',
    cap: 1_000_000n,
    policy: 'slow',
    slowPerMinute: 6,
  })
  const { limits } = await listCustomerLimits(staffCaller('support'), { accountId }, house)
  expect(limits).toMatchObject([{ quota: { key: 'account:hour', reasonFr: TERMS.reasonFr }, used: 0n }])
  const row = await house.db.auditEntry.findFirstOrThrow({ where: { accountId, verb: 'oversight.set-quota' } })
  expect(row).toMatchObject({
    actor: `staff:${OPERATOR.userId}`,
    reason: TERMS.reason,
    detail: { after: { cap: '1000' } },
  })
})

test('a rolling one counts what was charged in each slice before it was set', async () => {
  const accountId = await testAccount(house)
  const [start, first] = [clock.now(), 5n]
  await use(accountId, first)
  clock.advance(30n * MINUTE)
  await use(accountId, 7n)
  await setQuota(OPERATOR, { accountId, ...TERMS }, house)
  const used = async () => (await listCustomerLimits(OPERATOR, { accountId }, house)).limits[0]?.used
  expect(await used()).toBe(12_000n)
  clock.advance(31n * MINUTE)
  expect(await used()).toBe(7000n)
  const since = await listCountedUse(house.db, accountId, quotaOf({ kind: 'rolling' }), start - HOUR)
  expect(since.map(({ amount, at }) => [amount, at - start < MINUTE])).toEqual([
    [5000n, true],
    [7000n, false],
  ])
})

test('what is held, or came back and is still counted, is counted too', async () => {
  const accountId = await testAccount(house)
  await hold(accountId, { state: 'open', returned: 0n, due: false })
  await hold(accountId, { state: 'released', returned: 100_000n, due: true })
  await hold(accountId, { state: 'released', returned: 100_000n, due: false })
  const since = (measure: 'tokens' | 'operations' | 'money') =>
    listCountedUse(house.db, accountId, quotaOf({ measure }), clock.now() - HOUR)
  const sum = async (measure: 'tokens' | 'operations' | 'money') =>
    (await since(measure)).reduce((total, { amount }) => total + amount, 0n)
  expect([await sum('tokens'), await sum('operations'), await sum('money')]).toEqual([200_000n, 2000n, 8000n])
})

test('one for an API key needs a live key of the account', async () => {
  const accountId = await testAccount(house)
  const facts = { name: 'Prod', scopes: ['balance:read' as const], lastsDays: null }
  await createApiKey(memberCaller(accountId, 'owner'), { accountId, ...facts }, house)
  const { id } = await house.db.apiKey.findFirstOrThrow({ where: { accountId } })
  const quota = await setQuota(OPERATOR, { accountId, ...TERMS, scope: 'key', scopeId: id }, house)
  expect(quota.key).toBe(`key:${id}:hour`)
  const other = await testAccount(house)
  const foreign = setQuota(OPERATOR, { accountId: other, ...TERMS, scope: 'key', scopeId: id }, house)
  expect((await refusalOf(foreign)).faults).toMatchObject([{ pointer: '/scopeId', code: 'unknown-scope' }])
})

test('setting refuses everybody but operators and admins, and what explains nothing', async () => {
  const accountId = await testAccount(house)
  const callers = [
    visitorCaller(),
    memberCaller(accountId, 'owner'),
    staffCaller('support'),
    staffCaller('finance'),
    staffCaller('auditor'),
  ]
  const kinds = await kindsRefused((caller) => setQuota(caller, { accountId, ...TERMS }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden', 'forbidden'])
  const wrong = { ...TERMS, reasonEn: 'Because.', reasonFr: '', reason: '         x', unit: 'month' as const }
  const { faults } = await refusalOf(setQuota(OPERATOR, { accountId, ...wrong }, house))
  expect(faults.map(({ pointer }) => pointer)).toEqual(['/reasonEn', '/reasonFr', '/reason', '/kind'])
  expect(faults.at(-1)?.code).toBe('no-rolling-month')
})

async function hold(accountId: string, facts: { state: string; returned: bigint; due: boolean }): Promise<void> {
  const isOpen = facts.state === 'open'
  const at = new Date(Number(clock.now() / 1000n))
  const none = '00000000-0000-0000-0000-000000000000'
  await house.db.hold.create({
    data: {
      ...{ accountId, id: house.newId(clock.now()), source: 'test', key: 'k', actionKey: 'unit', basis: 'tokens' },
      ...{ quantities: {}, apiKeyId: none, memberId: none, amount: 100_000n, moneyMilli: 4000n, state: facts.state },
      ...{ returned: facts.returned, createdAt: at, expiresAt: new Date(at.getTime() + 1000), seq: 1n },
      ...{ resolvedAt: isOpen ? null : at, returnSeq: isOpen ? null : 2n, windowsDue: facts.due },
      ...{ availableAfter: 0n, heldAfter: 0n },
    },
  })
}
