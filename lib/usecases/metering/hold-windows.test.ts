import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HOUR, instantToIso, MINUTE } from '@/lib/domain/instants'
import type { Quota } from '@/lib/domain/quotas/model'
import { holdOf, keyCaller, offencesOf, tookNow } from '@/lib/testing/holds'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { testCap, testQuota, usedOf } from '@/lib/testing/own-limits'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '../define'
import { adjustAllocation } from '../oversight/adjust-allocation'
import { assignPlan } from '../oversight/assign-plan'
import { giveGrant } from '../oversight/give-grant'
import { captureHold } from './capture-hold'
import { openHold } from './open-hold'
import { recordUsage } from './record-usage'
import { releaseHold } from './release-hold'

type Limit = (house: House, accountId: string) => Promise<Quota>

async function setUp(limit: Limit, tokens = '10000') {
  const clock = new TestClock('2026-03-02T09:00:30Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house, tokens)
  const quota = await limit(house, accountId)
  const key = keyCaller(accountId)
  return {
    clock,
    house,
    accountId,
    hold: async (calls: number, more: object = {}) => (await openHold(key, holdOf(calls, more), house)).hold.id,
    release: (id: string) => releaseHold(key, { id }, house),
    capture: (id: string, calls: number, more: object = {}) =>
      captureHold(key, { id, ...tookNow(clock, calls, more) }, house),
    use: (calls: number) => recordUsage(key, { id: randomUUID(), action: 'unit', ...tookNow(clock, calls) }, house),
    used: () => usedOf(house, accountId, quota.key),
    slices: async () => {
      const window = await house.db.quotaWindow.findFirst({ where: { accountId } })
      return window?.used.flatMap((part, age) => (part > 0n ? [[age, Number(part) / 1000]] : []))
    },
  }
}

describe('what a hold holds', () => {
  it('counts at once, and what comes back leaves the slice that counted it, no other', async () => {
    const { clock, hold, use, capture, slices } = await setUp(testQuota)
    const early = await hold(60, { expiresInSeconds: 7200 })
    await use(5)
    expect(await slices()).toEqual([[0, 65]])
    clock.advance(10n * MINUTE)
    await use(20)
    expect(await slices()).toEqual([
      [0, 20],
      [10, 65],
    ])
    clock.advance(10n * MINUTE)
    await capture(early, 25)
    expect(await slices()).toEqual([
      [10, 20],
      [20, 30],
    ])
  })

  it('leaves the window that counted it, not the one that runs when it comes back', async () => {
    const { clock, hold, use, release, used } = await setUp((...of) => testQuota(...of, { kind: 'fixed' }))
    const early = await hold(60, { expiresInSeconds: 7200 })
    expect(await used()).toBe(60)
    clock.advance(HOUR)
    await use(7)
    await release(early)
    expect(await used()).toBe(7)
  })

  it('makes room again for others when its time is up, whoever settles it first', async () => {
    const { clock, house, accountId, hold, use, used } = await setUp((...of) => testCap(...of, { cap: '100' }))
    await hold(100, { expiresInSeconds: 60 })
    await expect(use(1)).rejects.toMatchObject({ kind: 'window-full' })
    clock.advance(2n * MINUTE)
    const staff = { accountId, direction: 'add' as const, tokens: '1', name: 'More', reason: 'For the test.', key: 'a' }
    await adjustAllocation(staffCaller('operator'), staff, house)
    await use(100)
    expect(await used()).toBe(100)
  })

  it('leaves the windows of a plan too that began by itself', async () => {
    const clock = new TestClock('2026-03-02T09:00:00Z')
    const house = testHouse(clock)
    const accountId = await testAccount(house, '1000')
    const words = { reasonEn: 'For the test.', reasonFr: 'Pour le test.' }
    const week = { name: 'week', unit: 'week', kind: 'fixed', cap: '100', policy: 'stop', ...words } as const
    const planKey = await testPlan(house, 1000, { quotas: [week] })
    const startsAt = instantToIso(clock.now() + HOUR)
    await assignPlan(SYSTEM, { accountId, planKey, startsAt, reason: 'For the test.' }, house)
    clock.advance(2n * HOUR)
    const key = keyCaller(accountId)
    await openHold(key, holdOf(100, { expiresInSeconds: 60 }), house)
    clock.advance(HOUR)
    await giveGrant(SYSTEM, { accountId, key: 'g', source: 'promo', name: 'G', tokens: '1', reason: 'Settles.' }, house)
    await recordUsage(key, { id: 'w', action: 'unit', ...tookNow(clock, 100) }, house)
    expect(await usedOf(house, accountId, 'account:week')).toBe(100)
  })
})

describe('a hold counts as one operation', () => {
  const operations: Limit = (...of) => testCap(...of, { measure: 'operations' })

  it('that a capture keeps, though it cost nothing', async () => {
    const { hold, capture, used } = await setUp(operations)
    await capture(await hold(60), 0)
    await capture(await hold(60), 60)
    await capture(await hold(60), 5)
    expect(await used()).toBe(3)
  })

  it('that goes back when its time is up though it held nothing, whoever settles it first', async () => {
    const { clock, house, accountId, hold, use, used } = await setUp(operations)
    await hold(0, { expiresInSeconds: 60 })
    await hold(0, { expiresInSeconds: 7200 })
    clock.advance(2n * MINUTE)
    await use(1)
    expect(await used()).toBe(2)
    clock.advance(2n * HOUR)
    const staff = { accountId, direction: 'add' as const, tokens: '1', name: 'More', reason: 'For the test.', key: 'a' }
    await adjustAllocation(staffCaller('operator'), staff, house)
    await use(1)
    expect(await used()).toBe(2)
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('that goes back with a release, with work that failed, and when its time is up', async () => {
    const { clock, hold, capture, release, use, used } = await setUp(operations)
    await release(await hold(60))
    await capture(await hold(60), 1, { status: 'failed' })
    await hold(60)
    expect(await used()).toBe(1)
    clock.advance(HOUR)
    await use(1)
    expect(await used()).toBe(1)
  })
})

it('a capture counts in a cap of money what its own tokens cost, not a share of all that were held', async () => {
  const { house, accountId, hold, capture, used } = await setUp((...of) => testCap(...of, { measure: 'money' }), '0')
  const pack = { accountId, source: 'pack' as const, reason: 'For the test.', tokens: '50' }
  await giveGrant(SYSTEM, { ...pack, key: 'dear', name: 'Dear', priority: 1, costCents: 500n }, house)
  await giveGrant(SYSTEM, { ...pack, key: 'cheap', name: 'Cheap', priority: 2, costCents: 50n }, house)
  const id = await hold(100)
  expect(await used()).toBe(550)
  await capture(id, 60)
  expect(await used()).toBe(510)
})
