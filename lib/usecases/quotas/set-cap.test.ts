import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY, type Instant } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createApiKey } from '../access/create-api-key'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { listLimits } from './list-limits'
import { removeCap } from './remove-cap'
import { setCap } from './set-cap'

const clock = new TestClock('2026-03-18T09:07:00Z')
const house = testHouse(clock)
const MONTH = { scope: 'account', measure: 'tokens', unit: 'month' } as const

async function use(accountId: string, tokens: bigint, occurredAt: Instant, ids: object = {}): Promise<void> {
  const event = usageEvent(accountId, occurredAt, { quantities: { call: tokens * 1000n }, mode: 'report', ...ids })
  expect((await enqueueUsage([event], house))[0]?.kind).toBe('charge')
}

async function shown(accountId: string, key: string) {
  const { limits } = await listLimits(memberCaller(accountId, 'viewer'), { accountId }, house)
  return limits.find(({ quota }) => quota.key === key)
}

test('a cap of 1,000 a month that is set after 900 were used leaves 100', async () => {
  const accountId = await testAccount(house, '5000')
  await use(accountId, 300n, clock.now() - 16n * DAY)
  await use(accountId, 600n, clock.now())
  await use(accountId, 7n, clock.now() - 20n * DAY)
  const quota = await setCap(memberCaller(accountId, 'billing'), { accountId, ...MONTH, cap: '1000' }, house)
  expect(await shown(accountId, quota.key)).toMatchObject({ used: 900_000n, remaining: 100_000n, hits: 0 })
  expect(await house.db.account.findUnique({ where: { id: accountId } })).toMatchObject({ hasQuotas: true })
})

test('operations and money are counted from the books too: money at the price of the grants that paid', async () => {
  const accountId = await testAccount(house)
  const paid = { source: 'pack', name: 'Pack', tokens: '1000', costCents: 5000n, reason: 'For the test.' } as const
  await giveGrant(SYSTEM, { accountId, key: 'pack', ...paid }, house)
  await use(accountId, 30n, clock.now())
  await use(accountId, 70n, clock.now())
  const owner = memberCaller(accountId, 'owner')
  const operations = await setCap(owner, { accountId, ...MONTH, measure: 'operations', unit: 'week', cap: '10' }, house)
  expect(await shown(accountId, operations.key)).toMatchObject({ used: 2000n, remaining: 8000n })
  const money = await setCap(owner, { accountId, ...MONTH, measure: 'money', unit: 'day', cap: '25.50' }, house)
  expect(await shown(accountId, money.key)).toMatchObject({ used: 500_000n, remaining: 2_050_000n })
})

test('a cap for a key or a member counts what that one used', async () => {
  const ada = await testPerson(house)
  const { accountId } = ada
  const ben = await testMember(house, ada, 'developer')
  const made = await createApiKey(
    ada.caller,
    { accountId, name: 'Prod', scopes: ['balance:read'], lastsDays: null },
    house,
  )
  const key = await house.db.apiKey.findFirstOrThrow({ where: { accountId, name: made.name } })
  await use(accountId, 11n, clock.now(), { apiKeyId: key.id })
  await use(accountId, 13n, clock.now(), { memberId: ben.userId })
  const ofKey = await setCap(ada.caller, { accountId, ...MONTH, scope: 'key', scopeId: key.id, cap: '100' }, house)
  const ofMember = await setCap(
    ada.caller,
    { accountId, ...MONTH, scope: 'member', scopeId: ben.userId, cap: '100' },
    house,
  )
  expect([await shown(accountId, ofKey.key), await shown(accountId, ofMember.key)]).toMatchObject([
    { used: 11_000n },
    { used: 13_000n },
  ])
})

test('setting it again changes it and its counter runs on; what was used while there was none counts again', async () => {
  const accountId = await testAccount(house, '5000')
  const owner = memberCaller(accountId, 'owner')
  const first = await setCap(owner, { accountId, ...MONTH, cap: '1000' }, house)
  await house.db.$executeRaw`UPDATE quota_window SET used = '{7000}' WHERE account_id = ${accountId}::uuid`
  const second = await setCap(owner, { accountId, ...MONTH, cap: '2000' }, house)
  expect(second.key).toBe(first.key)
  expect(await shown(accountId, first.key)).toMatchObject({ used: 7000n, remaining: 1_993_000n })
  await removeCap(owner, { accountId, key: first.key }, house)
  await use(accountId, 40n, clock.now())
  await setCap(owner, { accountId, ...MONTH, cap: '1000' }, house)
  expect(await shown(accountId, first.key)).toMatchObject({ used: 40_000n })
})

test('before and after are in the audit log', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  await setCap(owner, { accountId, ...MONTH, cap: '1000' }, house)
  await setCap(owner, { accountId, ...MONTH, cap: '2000' }, house)
  const rows = await house.db.auditEntry.findMany({
    where: { accountId, verb: 'quotas.set-cap' },
    orderBy: { id: 'asc' },
  })
  expect(rows).toMatchObject([
    { actor: `member:${owner.userId}`, subject: 'quota:cap:account:tokens:month', detail: { before: null } },
    { detail: { before: { cap: '1000' }, after: { cap: '2000', policy: 'stop' } } },
  ])
})

test('setting refuses all but owners and billing, and other accounts', async () => {
  const accountId = await testAccount(house)
  const callers = [
    visitorCaller(),
    memberCaller(NIL_ID, 'owner'),
    memberCaller(accountId, 'developer'),
    memberCaller(accountId, 'viewer'),
  ]
  const kinds = await kindsRefused((caller) => setCap(caller, { accountId, ...MONTH, cap: '1' }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
})

test('setting refuses what is no limit, field by field', async () => {
  const accountId = await testAccount(house)
  const faultOf = async (wrong: object) =>
    (await refusalOf(setCap(memberCaller(accountId, 'owner'), { accountId, ...MONTH, cap: '1', ...wrong }, house)))
      .faults[0]
  expect(await faultOf({ cap: '-1' })).toMatchObject({ pointer: '/cap', code: 'not-tokens' })
  expect(await faultOf({ measure: 'operations', cap: '1.5' })).toMatchObject({ pointer: '/cap', code: 'not-whole' })
  expect(await faultOf({ measure: 'money', cap: '1000000000000000' })).toMatchObject({
    pointer: '/cap',
    code: 'too-large',
  })
  expect(await faultOf({ unit: 'hour' })).toMatchObject({ pointer: '/unit' })
  expect(await faultOf({ scope: 'key' })).toMatchObject({ pointer: '/scopeId', code: 'scope-unnamed' })
  const stranger = { scope: 'member', scopeId: randomUUID() }
  expect(await faultOf(stranger)).toMatchObject({ pointer: '/scopeId', code: 'unknown-scope' })
})

test('an account has at most 50 limits of its own', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  await setCap(owner, { accountId, ...MONTH, cap: '1000' }, house)
  await house.db.$executeRaw`
    INSERT INTO quota (account_id, key, name, origin, scope, scope_id, measure, unit, kind, cap_milli, policy, reason_en, reason_fr, created_at, actor)
    SELECT account_id, 'budget:key:' || n, name, origin, scope, scope_id, measure, unit, kind, cap_milli, policy, reason_en, reason_fr, created_at, actor
    FROM quota, generate_series(1, 49) AS n WHERE account_id = ${accountId}::uuid`
  const refusal = await refusalOf(setCap(owner, { accountId, ...MONTH, unit: 'day', cap: '1' }, house))
  expect(refusal).toMatchObject({ kind: 'conflict', facts: { rule: 'limits-max' } })
  await setCap(owner, { accountId, ...MONTH, cap: '1' }, house)
})
