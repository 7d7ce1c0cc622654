import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { instant, SYSTEM, staffCaller } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { periods, planOf, planScene, testPlan } from '@/lib/testing/plans'
import { assignPlan } from './assign-plan'

describe('an account without a plan', () => {
  it('has the tokens of its first period when the answer comes', async () => {
    const { house, accountId, assign, clock } = await planScene('2026-01-31T09:00:00.75Z', '10')
    const plan = await testPlan(house, 1000)
    clock.advance(1000n)
    expect(await assign(plan)).toMatchObject({ change: 'start', from: clock.now(), tokensAdded: 0n })
    expect(await findBook(house.db, accountId)).toMatchObject({ available: 1_010_000n, plan: { key: plan } })
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z'],
    ])
    expect((await planOf(house, accountId)).nextEventAt).toBe('2026-02-28T09:00:00.000Z')
  })

  it('joins a period that runs when it has an anchor, and waits for one that is still to come', async () => {
    const { house, accountId, assign } = await planScene('2026-03-15T09:00:00Z')
    const plan = await testPlan(house, 1000)
    await assign(plan, { anchor: '2026-01-31T00:00:00' })
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-02-27T23:00:00.000Z', '2026-03-30T22:00:00.000Z'],
    ])
    const later = await planScene('2026-03-15T09:00:00Z')
    expect(await later.assign(plan, { anchor: '2026-04-01T00:00:00' })).toMatchObject({
      from: instant('2026-03-31T22:00:00Z'),
    })
    expect(await later.use(1)).toBe('refusal')
    expect(await planOf(house, later.accountId)).toEqual({
      planKey: null,
      nextPlanKey: plan,
      nextPlanAt: '2026-03-31T22:00:00.000Z',
      nextEventAt: '2026-03-31T22:00:00.000Z',
    })
    later.clock.advance(17n * DAY)
    expect(await later.use(1)).toBe('charge')
  })

  it('begins when it is told to, and is brought no more once it is not paid any longer', async () => {
    const { house, accountId, assign, clock, use } = await planScene('2026-03-15T09:00:00Z')
    const plan = await testPlan(house, 1000, { rollover: 'none', rolloverMax: null })
    await assign(plan, { startsAt: '2026-03-20T00:00:00Z', paidUntil: '2026-05-19T23:00:00Z' })
    expect(await use(1)).toBe('refusal')
    clock.advance(5n * DAY)
    expect(await use(1)).toBe('charge')
    clock.advance(60n * DAY)
    expect(await use(1)).toBe('charge')
    clock.advance(60n * DAY)
    expect(await use(1)).toBe('refusal')
    expect((await periods(house, accountId)).map(([, , from]) => from)).toEqual([
      '2026-03-20T00:00:00.000Z',
      '2026-04-19T23:00:00.000Z',
    ])
  })

  it('begins a plan anew once the one before has ended', async () => {
    const { house, accountId, assign, end, clock } = await planScene('2026-01-10T09:00:00Z')
    const plan = await testPlan(house, 1000)
    await assign(plan)
    await end()
    clock.advance(40n * DAY)
    expect(await assign(plan)).toMatchObject({ change: 'start' })
    expect((await periods(house, accountId)).map(([source, , from]) => [source, from])).toEqual([
      ['plan', '2026-01-10T09:00:00.000Z'],
      ['rollover', '2026-02-10T09:00:00.000Z'],
      ['plan', '2026-02-19T09:00:00.000Z'],
    ])
  })
})

describe('a plan that runs', () => {
  it('renews by itself, month after month, rolling over as its rule says', async () => {
    const { house, accountId, assign, clock, use } = await planScene('2026-01-31T09:00:00Z')
    await assign(await testPlan(house, 1000))
    await use(200)
    clock.advance(70n * DAY)
    await use(1)
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z'],
      ['rollover', 500, '2026-02-28T09:00:00.000Z', '2026-03-31T08:00:00.000Z'],
      ['plan', 1000, '2026-02-28T09:00:00.000Z', '2026-03-31T08:00:00.000Z'],
      ['rollover', 500, '2026-03-31T08:00:00.000Z', '2026-04-30T08:00:00.000Z'],
      ['plan', 1000, '2026-03-31T08:00:00.000Z', '2026-04-30T08:00:00.000Z'],
    ])
  })

  it('is not changed by being said again', async () => {
    const { house, assign } = await planScene('2026-01-10T09:00:00Z')
    const [plan, smaller] = [await testPlan(house, 1000), await testPlan(house, 500)]
    await assign(plan)
    const audited = () => house.db.auditEntry.count({ where: { verb: 'oversight.assign-plan' } })
    const before = await audited()
    expect(await assign(plan)).toMatchObject({ change: 'unchanged', from: null, tokensAdded: 0n })
    expect(await audited()).toBe(before)
    await assign(smaller)
    expect(await assign(smaller)).toMatchObject({ change: 'unchanged' })
  })
})

it('refuses unknown plans, plans in another currency, anchors that cannot be, and callers who may not', async () => {
  const { house, accountId, assign } = await planScene('2026-04-01T00:00:00Z')
  const plan = await testPlan(house, 1000)
  const faultOf = async (planKey: string, more: object = {}) => (await refusalOf(assign(planKey, more))).faults[0]?.code
  expect(await faultOf('no-such-plan')).toBe('unknown-plan')
  expect(await faultOf(await testPlan(house, 1000, { currency: 'USD' }))).toBe('other-currency')
  for (const anchor of ['2026-02-30T00:00:00', '2026-01-31', '2026-01-31T00:00:00Z', '0001-01-01T00:00:00', 'today']) {
    expect((await refusalOf(assign(plan, { anchor }))).faults[0]?.pointer).toBe('/anchor')
  }
  await assign(plan)
  for (const beginning of [
    { anchor: '2026-01-31T00:00:00' },
    { startsAt: '2026-05-01T00:00:00Z' },
    { paidUntil: '2027-05-01T00:00:00Z' },
  ]) {
    expect(await faultOf(await testPlan(house, 2000), beginning)).toBe('not-allowed')
  }
  const input = { accountId, planKey: plan, reason: 'As agreed by contract.' }
  const callers = [
    staffCaller('support'),
    staffCaller('operator'),
    { kind: 'member', userId: randomUUID(), sessionId: randomUUID(), roles: { [accountId]: 'owner' } },
    { kind: 'visitor', address: '127.0.0.1' },
  ] as const
  expect(await kindsRefused((caller) => assignPlan(caller, input, house), callers)).toEqual([
    'forbidden',
    'forbidden',
    'not-found',
    'unauthenticated',
  ])
  expect((await refusalOf(assignPlan(SYSTEM, { ...input, accountId: randomUUID() }, house))).kind).toBe('not-found')
})
