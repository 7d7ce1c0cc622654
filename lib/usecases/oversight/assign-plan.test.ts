import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY, HOUR, instantToIso } from '@/lib/domain/instants'
import { nextEventAt } from '@/lib/domain/ledger/plan-settlement'
import { instant, SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { kindsRefused, refusalOf } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { assignPlan } from './assign-plan'
import { endSubscription } from './end-subscription'
import { giveGrant } from './give-grant'

const REASON = 'As agreed by contract.'

async function setUp(start: string, tokens = '0') {
  const clock = new TestClock(start)
  const house = testHouse(clock)
  const accountId = await testAccount(house, tokens)
  const assign = (planKey: string, more: object = {}) =>
    assignPlan(SYSTEM, { accountId, planKey, reason: REASON, ...more }, house)
  const use = async (calls: number) => {
    const [outcome] = await enqueueUsage(
      [usageEvent(accountId, clock.now(), { quantities: { call: BigInt(calls) * 1000n } })],
      house,
    )
    return outcome?.kind
  }
  return { clock, house, accountId, assign, use }
}

/** The plan's grants in their order: name, tokens, from and until. */
async function periods(house: House, accountId: string) {
  const grants = await house.db.grant.findMany({ where: { accountId, allowanceId: { not: null } } })
  return grants
    .sort((a, b) => Number(a.createdSeq - b.createdSeq))
    .map((grant) => [
      grant.source,
      Number(grant.amount) / 1000,
      grant.effectiveAt.toISOString(),
      grant.expiresAt?.toISOString(),
    ])
}

async function planOf(house: House, accountId: string) {
  const {
    planKey,
    nextPlanKey,
    nextPlanAt,
    nextEventAt: nextAt,
  } = await house.db.account.findUniqueOrThrow({
    where: { id: accountId },
  })
  return { planKey, nextPlanKey, nextPlanAt: nextPlanAt?.toISOString() ?? null, nextEventAt: nextAt?.toISOString() }
}

describe('an account without a plan', () => {
  it('has the tokens of its first period when the answer comes', async () => {
    const { house, accountId, assign, clock } = await setUp('2026-01-31T09:00:00.75Z', '10')
    const plan = await testPlan(house, 1000)
    clock.advance(1000n)
    expect(await assign(plan)).toEqual({ change: 'start', from: clock.now(), tokensAdded: 0n })
    expect(await findBook(house.db, accountId)).toMatchObject({ available: 1_010_000n, plan: { key: plan } })
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z'],
    ])
    expect((await planOf(house, accountId)).nextEventAt).toBe('2026-02-28T09:00:00.000Z')
  })

  it('joins a period that runs when it has an anchor, and waits for one that is still to come', async () => {
    const { house, accountId, assign } = await setUp('2026-03-15T09:00:00Z')
    const plan = await testPlan(house, 1000)
    await assign(plan, { anchor: '2026-01-31T00:00:00' })
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-02-27T23:00:00.000Z', '2026-03-30T22:00:00.000Z'],
    ])
    const later = await setUp('2026-03-15T09:00:00Z')
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
    const { house, accountId, assign, clock, use } = await setUp('2026-03-15T09:00:00Z')
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
    const { house, accountId, assign, clock } = await setUp('2026-01-10T09:00:00Z')
    const plan = await testPlan(house, 1000)
    await assign(plan)
    await endSubscription(SYSTEM, { accountId, reason: REASON }, house)
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
    const { house, accountId, assign, clock, use } = await setUp('2026-01-31T09:00:00Z')
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
    const { house, assign } = await setUp('2026-01-10T09:00:00Z')
    const [plan, smaller] = [await testPlan(house, 1000), await testPlan(house, 500)]
    await assign(plan)
    const audited = () => house.db.auditEntry.count({ where: { verb: 'oversight.assign-plan' } })
    const before = await audited()
    expect(await assign(plan)).toEqual({ change: 'unchanged', from: null, tokensAdded: 0n })
    expect(await audited()).toBe(before)
    await assign(smaller)
    expect(await assign(smaller)).toMatchObject({ change: 'unchanged' })
  })
})

describe('an upgrade', () => {
  it('adds the difference for the rest of the period at once, and whole periods from the same boundary on', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
    const [small, large] = [await testPlan(house, 1000), await testPlan(house, 4000)]
    await assign(small)
    await use(900)
    clock.advance(10n * DAY)
    expect(await assign(large)).toEqual({ change: 'upgrade', from: clock.now(), tokensAdded: 2_000_000n })
    expect(await findBook(house.db, accountId)).toMatchObject({
      available: 2_100_000n,
      plan: { key: large, nextAt: null },
    })
    clock.advance(21n * DAY)
    await use(1)
    expect(await periods(house, accountId)).toEqual([
      ['plan', 1000, '2026-04-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'],
      ['plan', 2000, '2026-04-11T00:00:00.000Z', '2026-05-01T00:00:00.000Z'],
      ['rollover', 100, '2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
      ['rollover', 1500, '2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
      ['plan', 4000, '2026-05-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
    ])
    const rest = await house.db.grant.findFirst({ where: { accountId, amount: 2_000_000n } })
    expect(rest).toMatchObject({ costCents: 20n, periodN: 0 })
  })

  it('on an upgrade counts from the beginning of the period, whatever was spent meanwhile', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
    await assign(await testPlan(house, 1000))
    await use(1000)
    clock.advance(15n * DAY)
    await assign(await testPlan(house, 2000))
    await use(500)
    clock.advance(6n * DAY)
    expect(await assign(await testPlan(house, 3000))).toMatchObject({ tokensAdded: 300_000n })
    expect(await findBook(house.db, accountId)).toMatchObject({ available: 300_000n })
  })

  it('that adds less than a thousandth of a token adds none, and renews all the same', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
    await assign(await testPlan(house, 1000))
    clock.advance(30n * DAY - 1n)
    expect(await assign(await testPlan(house, 2000))).toMatchObject({ change: 'upgrade', tokensAdded: 0n })
    expect(await assign(await testPlan(house, 3000))).toMatchObject({ change: 'upgrade', tokensAdded: 0n })
    clock.advance(1n)
    await use(1)
    expect((await periods(house, accountId)).map(([, tokens]) => tokens)).toEqual([1000, 500, 3000])
  })
})

describe('a downgrade', () => {
  it('takes nothing away: the running period lasts, the smaller plan begins at its end', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
    const [large, small] = [await testPlan(house, 4000), await testPlan(house, 1000)]
    await assign(large)
    clock.advance(10n * DAY)
    expect(await assign(small)).toEqual({
      change: 'at-period-end',
      from: instant('2026-05-01T00:00:00Z'),
      tokensAdded: 0n,
    })
    expect(await planOf(house, accountId)).toEqual({
      planKey: large,
      nextPlanKey: small,
      nextPlanAt: '2026-05-01T00:00:00.000Z',
      nextEventAt: '2026-05-01T00:00:00.000Z',
    })
    clock.advance(21n * DAY)
    await use(1)
    expect((await periods(house, accountId)).map(([source, tokens, from]) => [source, tokens, from])).toEqual([
      ['plan', 4000, '2026-04-01T00:00:00.000Z'],
      ['rollover', 2000, '2026-05-01T00:00:00.000Z'],
      ['plan', 1000, '2026-05-01T00:00:00.000Z'],
    ])
    expect(await assign(large)).toMatchObject({ change: 'upgrade' })
    expect((await planOf(house, accountId)).planKey).toBe(large)
  })

  it('is undone by the plan that runs, and replaced by another', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
    const [large, small, smallest] = [
      await testPlan(house, 4000),
      await testPlan(house, 1000),
      await testPlan(house, 100),
    ]
    await assign(large)
    await assign(small)
    await assign(smallest)
    expect(await planOf(house, accountId)).toMatchObject({ planKey: large, nextPlanKey: smallest })
    expect(await assign(large)).toMatchObject({ change: 'keep' })
    expect(await planOf(house, accountId)).toMatchObject({ planKey: large, nextPlanKey: null, nextPlanAt: null })
    clock.advance(31n * DAY)
    await use(1)
    expect((await periods(house, accountId)).map(([, tokens]) => tokens)).toEqual([4000, 2000, 4000])
  })

  it('to years counts them from the end of the month that runs', async () => {
    const { house, accountId, assign, clock, use } = await setUp('2026-01-31T00:00:00Z')
    await assign(await testPlan(house, 1000))
    await assign(await testPlan(house, 90_000, { periodUnit: 'year' }))
    clock.advance(400n * DAY)
    await use(1)
    expect((await periods(house, accountId)).map(([source, , from]) => [source, from])).toEqual([
      ['plan', '2026-01-31T00:00:00.000Z'],
      ['rollover', '2026-02-28T00:00:00.000Z'],
      ['plan', '2026-02-28T00:00:00.000Z'],
      ['rollover', '2027-02-28T00:00:00.000Z'],
      ['plan', '2027-02-28T00:00:00.000Z'],
    ])
  })
})

it('writes down when the book next changes by itself, whatever the change was', async () => {
  const { house, accountId, assign, clock } = await setUp('2026-04-01T00:00:00Z')
  const plans = [await testPlan(house, 1000), await testPlan(house, 4000), await testPlan(house, 500)]
  for (const plan of [...plans, ...plans]) {
    clock.advance(HOUR)
    await assign(plan)
    const book = await findBook(house.db, accountId)
    const next = book && nextEventAt(book)
    expect((await planOf(house, accountId)).nextEventAt).toBe(next && new Date(Number(next / 1000n)).toISOString())
  }
})

it('leaves bought tokens alone', async () => {
  const { house, accountId, assign, clock, use } = await setUp('2026-04-01T00:00:00Z')
  const pack = { accountId, key: 'pack', source: 'pack' as const, name: 'Pack', tokens: '5000', reason: 'Bought.' }
  await giveGrant(SYSTEM, { ...pack, expiresAt: instantToIso(clock.now() + 300n * DAY) }, house)
  for (const tokens of [1000, 3000, 500]) {
    await assign(await testPlan(house, tokens))
    clock.advance(45n * DAY)
    await use(10)
  }
  await endSubscription(SYSTEM, { accountId, reason: REASON }, house)
  clock.advance(70n * DAY)
  await use(10)
  expect(await house.db.grant.findFirst({ where: { accountId, source: 'pack' } })).toMatchObject({
    amount: 5_000_000n,
    available: 4_990_000n,
    spent: 10_000n,
  })
})

it('refuses unknown plans, plans in another currency, anchors that cannot be, and callers who may not', async () => {
  const { house, accountId, assign } = await setUp('2026-04-01T00:00:00Z')
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
  const input = { accountId, planKey: plan, reason: REASON }
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
