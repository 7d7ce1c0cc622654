import { describe, expect, test } from 'vitest'
import { SPREADS } from '@/lib/domain/forecast/draw-demand'
import { JUDGED_DAYS, LEARNED_FROM_MIN } from '@/lib/domain/forecast/score'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import type { House } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { getHome } from './get-home'
import { learnSpreads } from './learn-spreads'
import { makeForecasts } from './make-forecasts'
import { scoreForecasts } from './score-forecasts'

const JOB = { kind: 'job', name: 'forecast.test' } as const

/** An account that has used some calls every six hours of the last days. */
async function scene(days: number, tokens = '2000') {
  const clock = new TestClock('2026-03-02T09:00:00Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house, tokens)
  const live = async (more: number) => {
    for (let quarter = 0; quarter < more * 4; quarter++) {
      await use(10 + ((quarter * 7) % 5))
      clock.advance(6n * HOUR)
    }
  }
  const use = (calls: number) =>
    enqueueUsage([usageEvent(accountId, clock.now(), { quantities: { call: BigInt(calls) * TOKEN } })], house)
  const home = (pace?: number) =>
    getHome(memberCaller(accountId, 'viewer'), { accountId, ...(pace === undefined ? {} : { pace }) }, house)
  const kept = () => house.db.forecast.findMany({ where: { accountId }, orderBy: { madeAt: 'asc' } })
  await live(days)
  return { clock, house, accountId, live, use, home, kept }
}

async function sweep(verb: typeof makeForecasts, house: House): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const batch = await verb(JOB, { after }, house)
    expect(batch.failures).toEqual([])
    for (const [what, count] of Object.entries(batch.counts)) counts[what] = (counts[what] ?? 0) + count
    after = batch.next
  }
  return counts
}

test('each forecast that is shown is kept, and shown again until the next rollup', async () => {
  const { clock, home, kept } = await scene(10)
  const first = await home()
  expect(first.forecast?.depletion.p50).not.toBeNull()
  expect(first.verdict.depletion).toEqual(first.forecast?.depletion)
  clock.advance(14n * MINUTE)
  expect((await home()).forecast).toEqual(first.forecast)
  expect(await kept()).toHaveLength(1)
  clock.advance(MINUTE)
  expect((await home()).forecast?.madeAt).toBe(clock.now())
  expect(await kept()).toHaveLength(2)
})

test('a grant, and a balance that has moved, have it drawn anew at once; another pace is never kept', async () => {
  const { clock, house, accountId, use, home, kept } = await scene(10)
  const before = await home()
  await giveGrant(
    SYSTEM,
    { accountId, key: 'more', source: 'promo', name: 'More', tokens: '1000', reason: 'For the test.' },
    house,
  )
  const richer = await home()
  expect(richer.forecast?.depletion.p50 ?? clock.now() + 100n * DAY).toBeGreaterThan(
    before.forecast?.depletion.p50 ?? 0n,
  )
  await use(1000)
  expect((await home()).forecast?.available).toBe(richer.available - 1000n * TOKEN)
  expect(await kept()).toHaveLength(3)

  const faster = await home(2)
  expect(faster.pace).toBe(2)
  expect(faster.forecast?.depletion.p50).toBeLessThan(richer.forecast?.depletion.p50 ?? 0n)
  expect(await kept()).toHaveLength(3)
})

describe('before a day of use, and after two weeks without', () => {
  test('there is no forecast, and none is kept', async () => {
    const { clock, home, kept, house } = await scene(0.75)
    expect((await home()).verdict.kind).toBe('learning')
    clock.advance(20n * DAY)
    expect((await home()).verdict.kind).toBe('idle')
    await sweep(makeForecasts, house)
    expect(await kept()).toEqual([])
  })
})

test('forecasts are made every night, judged when their days are over, and the account’s own record is told after a week of it', async () => {
  const { clock, house, accountId, live, home, kept } = await scene(10)
  for (let day = 0; day < 8; day++) {
    await sweep(makeForecasts, house)
    await live(1)
  }
  expect(await kept()).toHaveLength(8)
  expect((await home()).record).toBeNull()
  await live(JUDGED_DAYS)
  expect((await sweep(scoreForecasts, house)).scored).toBeGreaterThan(15)
  expect((await sweep(scoreForecasts, house)).scored).toBe(0)

  const [first] = await house.db.forecastUse.findMany({ where: { accountId, days: 7 }, orderBy: { dueAt: 'asc' } })
  const since = (first?.dueAt.getTime() ?? 0) - 7 * 86_400_000
  const used = await house.db.usageBucket.aggregate({
    where: { accountId, bucketAt: { gte: new Date(since), lt: first?.dueAt ?? new Date() } },
    _sum: { tokens: true },
  })
  expect(first?.used).toBe(used._sum.tokens)
  expect(first?.held).toBe((first?.used ?? 0n) >= (first?.p10 ?? 0n) && (first?.used ?? 0n) <= (first?.p90 ?? 0n))
  const record = (await home()).record
  expect(record).toMatchObject({ days: 8, aim: 6 })
  clock.advance(3n * DAY)
  await sweep(scoreForecasts, house)
  expect((await kept()).every(({ shown }) => shown === null)).toBe(true)
})

test('a class learns from a hundred scored forecasts and not from fewer, and new forecasts are drawn with it', async () => {
  const { clock, house, accountId, home } = await scene(20)
  const { forecast } = await home()
  const usageClass = forecast?.usageClass ?? 'regular'
  const [made] = await house.db.forecast.findMany({ where: { accountId } })
  if (!made) throw new Error('no forecast')
  // A forecast for each of many days, all of which were off by twice their half-band: rows as the nightly jobs leave them.
  const score = async (n: number) => {
    const id = crypto.randomUUID()
    const madeAt = new Date(Number(clock.now() / 1000n) - n * 86_400_000)
    await house.db.forecast.create({ data: { ...made, id, madeAt, shown: {} } })
    const uses = { days: 7, dueAt: madeAt, p10: 1n, p50: 2n, p90: 4n, used: 8n, held: false, distance: 2 }
    await house.db.forecastUse.create({ data: { accountId, forecastId: id, ...uses } })
  }
  for (let n = 1; n <= 60; n++) await score(n)
  await learnSpreads(JOB, {}, house)
  expect(await house.db.forecastClass.findMany()).toEqual([])
  const other = await testAccount(house)
  await house.db
    .$executeRaw`INSERT INTO forecast SELECT ${other}::uuid, id, made_at, usage_class, early, spread, available, p10, p50, p90,
    probability, fingerprint, shown FROM forecast WHERE account_id = ${accountId}::uuid`
  await house.db
    .$executeRaw`INSERT INTO forecast_use SELECT ${other}::uuid, forecast_id, days, due_at, p10, p50, p90, used, held, distance
    FROM forecast_use WHERE account_id = ${accountId}::uuid`
  expect(LEARNED_FROM_MIN).toBeLessThanOrEqual(120)
  await learnSpreads(JOB, {}, house)
  const [learnt] = await house.db.forecastClass.findMany()
  expect(learnt).toMatchObject({ usageClass, spread: 2 })
  expect(learnt?.scored).toBeGreaterThanOrEqual(120)
  clock.advance(HOUR)
  await home()
  const latest = await house.db.forecast.findFirst({ where: { accountId }, orderBy: { madeAt: 'desc' } })
  expect(latest?.spread).toBe(2)
  // Other tests of this worker draw as if nothing had been learnt.
  await house.db.forecastClass.update({ where: { usageClass }, data: { spread: SPREADS[usageClass] } })
})

test.each([
  ['makeForecasts', makeForecasts],
  ['scoreForecasts', scoreForecasts],
  ['learnSpreads', learnSpreads],
])('%s refuses people and machines', async (_, verb) => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => verb(caller, {}, testHouse()), callers)).toEqual(['not-found', 'not-found'])
})
