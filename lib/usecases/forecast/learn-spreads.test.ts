import { expect, test } from 'vitest'
import { SPREADS } from '@/lib/domain/forecast/draw-demand'
import { LEARNED_FROM_MIN } from '@/lib/domain/forecast/score'
import { HOUR } from '@/lib/domain/instants'
import { forecastScene } from '@/lib/testing/forecasts'
import { staffCaller, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { learnSpreads } from './learn-spreads'

test('a class learns from a hundred scored forecasts and not from fewer, and new forecasts are drawn with it', async () => {
  const { clock, house, accountId, home } = await forecastScene(20)
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
  await learnSpreads({ kind: 'job', name: 'test' }, {}, house)
  expect(await house.db.forecastClass.findMany()).toEqual([])
  const other = await testAccount(house)
  await house.db
    .$executeRaw`INSERT INTO forecast SELECT ${other}::uuid, id, made_at, usage_class, early, spread, available, p10, p50, p90,
    probability, fingerprint, shown FROM forecast WHERE account_id = ${accountId}::uuid`
  await house.db
    .$executeRaw`INSERT INTO forecast_use SELECT ${other}::uuid, forecast_id, days, due_at, p10, p50, p90, used, held, distance
    FROM forecast_use WHERE account_id = ${accountId}::uuid`
  expect(LEARNED_FROM_MIN).toBeLessThanOrEqual(120)
  await learnSpreads({ kind: 'job', name: 'test' }, {}, house)
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

test('learnSpreads refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => learnSpreads(caller, {}, testHouse()), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
