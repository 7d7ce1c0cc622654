import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { ApiKeyCaller, Scope } from '@/lib/domain/access/callers'
import { DAY, instantToIso } from '@/lib/domain/instants'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { planScene, testPlan } from '@/lib/testing/plans'
import { giveGrant } from '../oversight/give-grant'
import { setQuota } from '../oversight/set-quota'
import { getSchedule, getScheduleByKey } from './get-schedule'

function keyCaller(accountId: string | null, ...scopes: Scope[]): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

const QUOTA = {
  name: 'day',
  scope: 'account',
  measure: 'tokens',
  unit: 'day',
  kind: 'fixed',
  cap: '500',
  policy: 'stop',
  reasonEn: 'So that everybody is served.',
  reasonFr: 'Pour que chacun soit servi.',
  reason: 'For the test.',
} as const

it('reads grants, plan and limits into one timeline, for every role and for a key', async () => {
  const { clock, house, accountId, assign, end } = await planScene('2026-01-01T00:00:00Z')
  const expiresAt = instantToIso(clock.now() + 10n * DAY)
  const grant = { accountId, key: 'pack', source: 'pack', name: 'Pack', tokens: '50', reason: 'For the test.' } as const
  await giveGrant(SYSTEM, { ...grant, expiresAt }, house)
  await assign(await testPlan(house, 1000))
  await setQuota(staffCaller('operator'), { accountId, ...QUOTA }, house)
  const view = await getSchedule(memberCaller(accountId, 'viewer'), { accountId }, house)
  expect(view).toMatchObject({ accountId, timeZone: 'Europe/Paris', currency: 'EUR', asOf: clock.now() })
  expect(view.events.slice(0, 6).map(({ kind, amount, costCents }) => [kind, amount, costCents])).toEqual([
    ['quota-reset', 500_000n, null],
    ['expiry', 50_000n, null],
    ['rollover', 500_000n, null],
    ['expiry', 500_000n, null],
    ['renewal', 1_000_000n, null],
    ['money-charge', null, 10n],
  ])
  expect(await getScheduleByKey(keyCaller(accountId, 'balance:read'), {}, house)).toEqual(view)
  expect(await getScheduleByKey(keyCaller(null, 'balance:read'), { account: accountId }, house)).toEqual(view)
  await end()
  const ended = await getSchedule(memberCaller(accountId, 'viewer'), { accountId }, house)
  expect(ended.events.map(({ kind }) => kind)).toEqual(['quota-reset', 'expiry', 'rollover', 'expiry', 'plan-end'])
  expect(ended.events.map(({ id }) => id).slice(0, 4)).toEqual(view.events.map(({ id }) => id).slice(0, 4))
})

it('counts in what is due, before the ledger has posted it', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house)
  const times = { effectiveAt: instantToIso(clock.now() + DAY), expiresAt: instantToIso(clock.now() + 2n * DAY) }
  const grant = { accountId, key: 'k', source: 'promo', name: 'Later', tokens: '5', reason: 'For the test.' } as const
  await giveGrant(SYSTEM, { ...grant, ...times }, house)
  const kinds = async () =>
    (await getSchedule(memberCaller(accountId, 'viewer'), { accountId }, house)).events.map(({ kind }) => kind)
  expect(await kinds()).toEqual(['grant', 'expiry'])
  clock.advance(DAY)
  expect(await kinds()).toEqual(['expiry'])
  clock.advance(DAY)
  expect(await kinds()).toEqual([])
})

it('refuses visitors, others, keys without the right, of another account, and service keys that name none', async () => {
  const house = testHouse()
  const [accountId, other] = [await testAccount(house), await testAccount(house)]
  const read = (caller: Parameters<typeof getSchedule>[0]) => getSchedule(caller, { accountId }, house)
  const key = keyCaller(accountId, 'balance:read')
  expect(await kindsRefused(read, [visitorCaller(), memberCaller(other, 'owner'), key])).toEqual([
    'unauthenticated',
    'not-found',
    'forbidden',
  ])
  const byKey = (caller: Parameters<typeof getScheduleByKey>[0], account?: string) =>
    getScheduleByKey(caller, account === undefined ? {} : { account }, house)
  expect(
    await kindsRefused(byKey, [visitorCaller(), keyCaller(accountId, 'usage:write'), keyCaller(null, 'balance:read')]),
  ).toEqual(['unauthenticated', 'forbidden', 'invalid-input'])
  expect((await refusalOf(byKey(key, other))).kind).toBe('not-found')
  expect((await refusalOf(byKey(keyCaller(null, 'balance:read'), randomUUID()))).kind).toBe('not-found')
})
