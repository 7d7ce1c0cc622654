import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { instant, staffCaller } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { planScene, testPlan } from '@/lib/testing/plans'
import { endSubscription } from './end-subscription'

async function setUp() {
  const { use, ...scene } = await planScene('2026-04-01T00:00:00Z')
  const plan = async () => (await findBook(scene.house.db, scene.accountId))?.plan
  return { ...scene, use: () => use(1), plan }
}

it('lets the period last, then brings nothing more; what rolls over stays until its own end', async () => {
  const { clock, house, accountId, assign, end, use, plan } = await setUp()
  const key = await testPlan(house, 1000)
  await assign(key)
  const endsAt = instant('2026-05-01T00:00:00Z')
  expect(await end()).toEqual({ endsAt })
  expect(await plan()).toEqual({ key, nextKey: null, nextAt: endsAt })
  clock.advance(29n * DAY)
  expect(await use()).toBe('charge')
  clock.advance(DAY)
  expect(await use()).toBe('charge')
  clock.advance(31n * DAY)
  expect(await use()).toBe('refusal')
  expect(await house.db.grant.count({ where: { accountId } })).toBe(2)
})

it('is undone by the same plan until the period is over, and takes back a change that was to come', async () => {
  const { clock, house, accountId, assign, end, use, plan } = await setUp()
  const [large, small] = [await testPlan(house, 1000), await testPlan(house, 100)]
  await assign(large)
  await assign(small)
  const { endsAt } = await end()
  expect(await end()).toEqual({ endsAt })
  expect(await plan()).toMatchObject({ nextKey: null, nextAt: endsAt })
  clock.advance(20n * DAY)
  expect(await assign(large)).toMatchObject({ change: 'keep' })
  expect(await plan()).toEqual({ key: large, nextKey: null, nextAt: null })
  clock.advance(20n * DAY)
  await use()
  const grants = await house.db.grant.findMany({ where: { accountId, source: 'plan' }, orderBy: { periodN: 'asc' } })
  expect(grants.map(({ periodN, amount }) => [periodN, amount])).toEqual([
    [0, 1_000_000n],
    [1, 1_000_000n],
  ])
})

it('ends at once what has not begun, or is not paid any longer', async () => {
  const { clock, house, assign, end, plan } = await setUp()
  const key = await testPlan(house, 1000)
  await assign(key, { startsAt: '2026-06-01T00:00:00Z' })
  expect(await end()).toEqual({ endsAt: clock.now() })
  expect(await plan()).toEqual({ key: null, nextKey: null, nextAt: null })
  await assign(key, { paidUntil: '2026-05-01T00:00:00Z' })
  clock.advance(50n * DAY)
  const { endsAt } = await end()
  expect(endsAt).toBe(clock.now())
  expect(await plan()).toEqual({ key: null, nextKey: null, nextAt: null })
})

it('refuses an account without a plan, and callers who may not', async () => {
  const { house, accountId, end } = await setUp()
  expect((await refusalOf(end())).kind).toBe('conflict')
  const callers = [
    staffCaller('operator'),
    { kind: 'member', userId: randomUUID(), sessionId: randomUUID(), roles: { [accountId]: 'owner' } },
    { kind: 'visitor', address: '127.0.0.1' },
  ] as const

  expect(
    await kindsRefused(
      (caller) => endSubscription(caller, { accountId, reason: 'The customer has cancelled.' }, house),
      callers,
    ),
  ).toEqual(['forbidden', 'not-found', 'unauthenticated'])
})
