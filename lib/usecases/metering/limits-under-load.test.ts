import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { HOUR, type Instant, instantToIso, MINUTE, parseInstant, SECOND } from '@/lib/domain/instants'
import { type Crowd, chargedTokens, crowd } from '@/lib/testing/crowd'
import { keyCaller, offencesOf, tookNow } from '@/lib/testing/holds'
import { SYSTEM, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { testBudget, testCap, usedOf } from '@/lib/testing/own-limits'
import { refusalOf } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '../oversight/assign-plan'
import { giveGrant } from '../oversight/give-grant'
import { enqueueUsage } from './operation-queue'
import { recordUsage } from './record-usage'

/** Machines of one's own are quicker: the tests of many engineers share theirs. */
vi.setConfig({ testTimeout: 120_000 })

const WORDS = { reasonEn: 'So that everybody is served.', reasonFr: 'Pour que chacun soit servi.' }

async function gather(tokens: string): Promise<Crowd> {
  const clock = new TestClock('2026-03-02T09:00:00Z')
  const houses = [testHouse(clock), testHouse(clock)]
  const accountId = await testAccount(testHouse(clock), tokens)
  return { houses, clock, accountId }
}

/** A crowd on a plan with one quota. */
async function onQuota(quota: object): Promise<Crowd> {
  const on = await gather('1000000')
  const [house] = on.houses
  const hour = { name: 'hour', unit: 'hour' as const, kind: 'fixed' as const, cap: '10000', policy: 'stop' as const }
  const plan = { rollover: 'none' as const, rolloverMax: null, quotas: [{ ...hour, ...WORDS, ...quota }] }
  const planKey = await testPlan(testHouse(on.clock), 1, plan)
  await assignPlan(SYSTEM, { accountId: on.accountId, planKey, reason: 'For the test.' }, house)
  return on
}

const use = ({ clock, accountId, houses }: Crowd, tokens = 1, house = houses[0]) =>
  recordUsage(keyCaller(accountId), { id: randomUUID(), action: 'unit', ...tookNow(clock, tokens) }, house)

/** Uses what is left to the last token; returns when the refusal says that it may go on. */
async function fillUp(on: Crowd): Promise<Instant> {
  for (const tokens of [200, 20, 1]) {
    for (let isFull = false; !isFull; ) isFull = await use(on, tokens).then(() => false, isWindowFull)
  }
  const refusal = await refusalOf(use(on))
  return parseInstant(String(refusal.facts.nextAllowedAt)) ?? 0n
}

function isWindowFull(error: unknown): true {
  expect(error).toMatchObject({ kind: 'window-full' })
  return true
}

describe('fifty clients of two processes on 10,000 tokens an hour', () => {
  it('settle exactly 10,000 in a fixed window, and the first request after its reset passes', async () => {
    const on = await onQuota({ kind: 'fixed' })
    const refused = await crowd(on, 12, 120)
    expect([...refused.keys()]).toEqual(['window-full'])
    const opensAt = await fillUp(on)
    expect(await chargedTokens(on)).toBe(10_000)
    expect(await usedOf(testHouse(), on.accountId, 'account:hour')).toBe(10_000)
    expect(instantToIso(opensAt)).toBe('2026-03-02T10:00:00Z')
    on.clock.advance(HOUR - SECOND)
    expect((await refusalOf(use(on))).kind).toBe('window-full')
    on.clock.advance(SECOND)
    expect((await use(on)).charge.tokens).toBe(1000n)
    expect(await offencesOf(testHouse(on.clock), on.accountId)).toEqual([])
  })

  it('never settle more in any hour of a rolling window, and the announced moment is right to the second', async () => {
    const on = await onQuota({ kind: 'rolling' })
    for (let minutes = 0n; minutes < 140n; minutes += 20n) {
      await crowd(on, 3, 120)
      on.clock.advance(20n * MINUTE)
    }
    const charges = await on.houses[0]?.db.charge.findMany({ where: { accountId: on.accountId } })
    const times = (charges ?? []).map(({ recordedAt, tokens }) => ({
      at: recordedAt.getTime(),
      tokens: Number(tokens),
    }))
    const busiest = times.map(({ at }) =>
      times
        .filter((one) => one.at > at - 3_600_000 && one.at <= at)
        .reduce((sum, { tokens }) => sum + tokens / 1000, 0),
    )
    expect(Math.max(...busiest)).toBeLessThanOrEqual(10_000)
    expect(Math.max(...busiest)).toBeGreaterThan(8000)
    const opensAt = await fillUp(on)
    on.clock.advance(opensAt - SECOND - on.clock.now())
    expect((await refusalOf(use(on))).kind).toBe('window-full')
    on.clock.advance(SECOND)
    expect((await use(on)).charge.tokens).toBe(1000n)
  })
})

describe('a burst of a hundred times the cap', () => {
  it.each([
    ['tokens', 1000],
    ['operations', 60],
  ] as const)('never charges beyond a cap of %s', async (measure, cap) => {
    const on = await gather('1000000')
    const { key } = await testCap(testHouse(on.clock), on.accountId, { measure, cap: `${cap}` })
    await crowd(on, 20, 200)
    await fillUp(on)
    const charges = await testHouse().db.charge.count({ where: { accountId: on.accountId } })
    expect(measure === 'tokens' ? await chargedTokens(on) : charges).toBe(cap)
    expect(await usedOf(testHouse(), on.accountId, key)).toBe(cap)
  })

  it('never charges beyond a cap of money, whichever grants a capture was paid from', async () => {
    const on = await gather('0')
    const pack = { accountId: on.accountId, source: 'pack' as const, reason: 'For the test.' }
    for (let n = 0; n < 20; n++) {
      const dear = { key: `dear-${n}`, name: 'Dear', tokens: '30', costCents: 300n, priority: 10 + n }
      const cheap = { key: `cheap-${n}`, name: 'Cheap', tokens: '200', costCents: 20n, priority: 10 + n }
      const expiresAt = instantToIso(on.clock.now() + HOUR)
      await giveGrant(SYSTEM, { ...pack, ...dear, expiresAt }, on.houses[0])
      await giveGrant(SYSTEM, { ...pack, ...cheap }, on.houses[0])
    }
    const { key } = await testCap(testHouse(on.clock), on.accountId, { measure: 'money', cap: '20' })
    await crowd(on, 12, 120)
    const grants = await testHouse().db.grant.findMany({ where: { accountId: on.accountId } })
    const cents = grants.reduce(
      (sum, { spent, amount, costCents }) => sum + Number(spent * costCents) / Number(amount),
      0,
    )
    expect(cents).toBeLessThanOrEqual(2000)
    expect(cents).toBeGreaterThan(1500)
    // Nothing is held any more: the counter has what was spent, each part rounded up to a thousandth of a cent.
    const used = (await usedOf(testHouse(), on.accountId, key)) ?? 0
    expect(used).toBeGreaterThanOrEqual(cents - 0.000_001)
    expect(used).toBeLessThan(cents + 1)
  })
})

it('a budget tells of 50, 80, 95 and 100 per cent once each, however many use it at once', async () => {
  const on = await gather('1000')
  await testBudget(testHouse(on.clock), on.accountId)
  await Promise.all(Array.from({ length: 250 }, (_, n) => use(on, 1, on.houses[n % 2])))
  const told = await testHouse().db.outboxEvent.findMany({ where: { accountId: on.accountId, name: 'budget.crossed' } })
  const percents = told.map(({ payload }) => (payload as { percent: number }).percent)
  expect(percents.sort((a, b) => a - b)).toEqual([50, 80, 95, 100])
})

it('a slow quota at its cap gives fifty clients a slot each, one after another, and sends the rest away', async () => {
  const on = await onQuota({ cap: '10', policy: 'slow', slowPerMinute: 60 })
  for (let n = 0; n < 10; n++) expect((await use(on)).advice.delay).toBe(0n)
  const events = Array.from({ length: 50 }, () => usageEvent(on.accountId, on.clock.now()))
  const outcomes = (
    await Promise.all(events.map((event, n) => enqueueUsage([event], on.houses[n % 2] ?? testHouse())))
  ).flat()
  const delays = outcomes.flatMap((outcome) => (outcome.kind === 'charge' ? [Number(outcome.advice.delay)] : []))
  const seconds = delays.sort((a, b) => a - b).map((micros) => Math.round(micros / 1_000_000))
  expect(seconds).toEqual(Array.from({ length: 31 }, (_, n) => n))
  expect(new Set(delays).size).toBe(31)
  const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refusal' ? [outcome.refusal.kind] : []))
  expect(refusals).toEqual(Array(19).fill('window-full'))
})
