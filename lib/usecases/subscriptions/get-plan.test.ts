import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Caller } from '@/lib/domain/access/callers'
import { DAY } from '@/lib/domain/instants'
import { instant, SYSTEM, TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused, testMember, testPerson } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '../oversight/assign-plan'
import { endSubscription } from '../oversight/end-subscription'
import { getPlan } from './get-plan'

const REASON = 'For the test.'

async function setUp() {
  const clock = new TestClock('2026-01-31T09:00:00Z')
  const house = testHouse(clock)
  const owner = await testPerson(house)
  const { accountId } = owner
  const assign = (planKey: string) => assignPlan(SYSTEM, { accountId, planKey, reason: REASON }, house)
  return { clock, house, owner, accountId, assign, view: () => getPlan(owner.caller, { accountId }, house) }
}

it('says that there is none', async () => {
  const { view, clock } = await setUp()
  const about = { asOf: clock.now(), timeZone: 'Europe/Paris', currency: 'EUR' }
  expect(await view()).toEqual({ ...about, plan: null, change: null })
})

it('says what it brings, in which period, and when again, before the ledger has opened the period', async () => {
  const { view, clock, house, assign } = await setUp()
  const key = await testPlan(house, 1000)
  await assign(key)
  clock.advance(60n * DAY)
  const period = { n: 2, startsAt: instant('2026-03-31T08:00:00Z'), endsAt: instant('2026-04-30T08:00:00Z') }
  expect(await view()).toMatchObject({
    plan: {
      key,
      nameEn: 'Plan of 1000',
      nameFr: 'Abonnement de 1000',
      allowance: 1_000_000n,
      costCents: 10n,
      unit: 'month',
      rollover: { times: 'once', max: 500_000n },
      period,
      renewsAt: period.endsAt,
    },
    change: null,
  })
})

it('says what was taken, not what the plan of that name brings meanwhile', async () => {
  const { view, house, assign } = await setUp()
  const key = await testPlan(house, 1000)
  await assign(key)
  await testPlan(house, 9000, { key })
  expect((await view()).plan).toMatchObject({ key, nameEn: 'Plan of 9000', allowance: 1_000_000n })
})

it('says what takes its place, and from then on that it has', async () => {
  const { view, clock, house, assign, accountId } = await setUp()
  const [large, small] = [await testPlan(house, 1000), await testPlan(house, 100)]
  await assign(large)
  await assign(small)
  const at = instant('2026-02-28T09:00:00Z')
  expect(await view()).toMatchObject({ plan: { key: large, renewsAt: null }, change: { at, plan: { key: small } } })
  await endSubscription(SYSTEM, { accountId, reason: REASON }, house)
  expect(await view()).toMatchObject({ plan: { key: large, renewsAt: null }, change: { at, plan: null } })
  await assign(small)
  clock.advance(28n * DAY)
  expect(await view()).toMatchObject({
    plan: { key: small, allowance: 100_000n, period: { startsAt: at } },
    change: null,
  })
})

it('refuses everybody but the members of the account', async () => {
  const { house, owner, accountId } = await setUp()
  const viewer = await testMember(house, owner, 'viewer')
  expect((await getPlan(viewer.caller, { accountId }, house)).plan).toBeNull()
  const other = await testPerson(house)
  const callers: Caller[] = [
    other.caller,
    { kind: 'visitor', address: '127.0.0.1' },
    { kind: 'apiKey', keyId: randomUUID(), accountId, scopes: ['balance:read'] },
  ]
  expect(await kindsRefused((caller) => getPlan(caller, { accountId }, house), callers)).toEqual([
    'not-found',
    'unauthenticated',
    'forbidden',
  ])
})
