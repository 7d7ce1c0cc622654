import { expect, test } from 'vitest'
import { JUDGED_DAYS } from '@/lib/domain/forecast/score'
import { DAY } from '@/lib/domain/instants'
import { forecastScene, sweepAll } from '@/lib/testing/forecasts'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { makeForecasts } from './make-forecasts'
import { scoreForecasts } from './score-forecasts'

/** Before the accounts of other tests: the sweep sees this one alone. */
const LONG_AGO = '2020-02-03T09:00:00Z'

test('forecasts are made every night, judged when their days are over, and the account’s own record is told after a week of it', async () => {
  const { clock, house, accountId, live, home, kept } = await forecastScene(10, LONG_AGO)
  for (let day = 0; day < 8; day++) {
    await sweepAll(makeForecasts, house)
    await live(1)
  }
  expect(await kept()).toHaveLength(8)
  expect((await home()).record).toBeNull()
  await live(JUDGED_DAYS)
  expect((await sweepAll(scoreForecasts, house)).scored).toBeGreaterThan(15)
  expect((await sweepAll(scoreForecasts, house)).scored).toBe(0)

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
  await sweepAll(scoreForecasts, house)
  expect((await kept()).every(({ shown }) => shown === null)).toBe(true)
})

test('scoreForecasts refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => scoreForecasts(caller, {}, testHouse()), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
