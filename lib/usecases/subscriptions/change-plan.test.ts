import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY, HOUR, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { nextEventAt } from '@/lib/domain/ledger/plan-settlement'
import { instant, SYSTEM } from '@/lib/testing/house'
import { periods, planOf, planScene, testPlan } from '@/lib/testing/plans'
import { changeAccountSettings } from '../access/change-account-settings'
import { giveGrant } from '../oversight/give-grant'
import { verifyLedger } from '../oversight/verify-ledger'

describe('an upgrade', () => {
  it('adds the difference for the rest of the period at once, and whole periods from the same boundary on', async () => {
    const { house, accountId, assign, clock, use } = await planScene('2026-04-01T00:00:00Z')
    const [small, large] = [await testPlan(house, 1000), await testPlan(house, 4000)]
    await assign(small)
    await use(900)
    clock.advance(10n * DAY)
    expect(await assign(large)).toMatchObject({ change: 'upgrade', from: clock.now(), tokensAdded: 2_000_000n })
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
    const { house, accountId, assign, clock, use } = await planScene('2026-04-01T00:00:00Z')
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
    const { house, accountId, assign, clock, use } = await planScene('2026-04-01T00:00:00Z')
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
    const { house, accountId, assign, clock, use } = await planScene('2026-04-01T00:00:00Z')
    const [large, small] = [await testPlan(house, 4000), await testPlan(house, 1000)]
    await assign(large)
    clock.advance(10n * DAY)
    expect(await assign(small)).toMatchObject({
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
    const { house, accountId, assign, clock, use } = await planScene('2026-04-01T00:00:00Z')
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
    const { house, accountId, assign, clock, use } = await planScene('2026-01-31T00:00:00Z')
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
  const { house, accountId, assign, clock } = await planScene('2026-04-01T00:00:00Z')
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
  const { house, accountId, assign, clock, use, end } = await planScene('2026-04-01T00:00:00Z')
  const pack = { accountId, key: 'pack', source: 'pack' as const, name: 'Pack', tokens: '5000', reason: 'Bought.' }
  await giveGrant(SYSTEM, { ...pack, expiresAt: instantToIso(clock.now() + 300n * DAY) }, house)
  for (const tokens of [1000, 3000, 500]) {
    await assign(await testPlan(house, tokens))
    clock.advance(45n * DAY)
    await use(10)
  }
  await end()
  clock.advance(70n * DAY)
  await use(10)
  expect(await house.db.grant.findFirst({ where: { accountId, source: 'pack' } })).toMatchObject({
    amount: 5_000_000n,
    available: 4_990_000n,
    spent: 10_000n,
  })
})

describe('a change of the time zone', () => {
  it('leaves the period that runs its announced end, and counts the boundary after it in the new zone', async () => {
    const { house, accountId, assign, clock, use } = await planScene('2026-01-31T09:00:00Z')
    await assign(await testPlan(house, 1000, { rollover: 'none', rolloverMax: null }), {
      anchor: '2026-01-31T00:00:00',
    })
    const owner = { kind: 'member', userId: randomUUID(), sessionId: NIL_ID, roles: { [accountId]: 'owner' } } as const
    await changeAccountSettings(owner, { accountId, name: 'Moved', timeZone: 'America/Toronto' }, house)
    clock.advance(70n * DAY)
    await use(1)
    expect((await periods(house, accountId)).map(([, , from, until]) => [from, until])).toEqual([
      ['2026-01-30T23:00:00.000Z', '2026-02-27T23:00:00.000Z'],
      ['2026-02-27T23:00:00.000Z', '2026-03-31T04:00:00.000Z'],
      ['2026-03-31T04:00:00.000Z', '2026-04-30T04:00:00.000Z'],
    ])
    const results = await verifyLedger(SYSTEM, { accountId }, house)
    expect(results.flatMap(({ offences }) => offences)).toEqual([])
  })

  it('is not undone by withdrawing what was to follow', async () => {
    const { house, accountId, assign, clock, use, end } = await planScene('2026-01-31T09:00:00Z')
    const plan = await testPlan(house, 1000)
    await assign(plan)
    await house.db.account.update({ where: { id: accountId }, data: { timeZone: 'Pacific/Apia' } })
    await end()
    await assign(plan)
    clock.advance(29n * DAY)
    await use(1)
    expect((await periods(house, accountId)).map(([source, , from]) => [source, from])).toEqual([
      ['plan', '2026-01-31T09:00:00.000Z'],
      ['rollover', '2026-02-28T09:00:00.000Z'],
      ['plan', '2026-02-28T09:00:00.000Z'],
    ])
  })
})
