import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import { forecastScene, sweepAll } from '@/lib/testing/forecasts'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { giveGrant } from '../oversight/give-grant'
import { makeForecasts } from './make-forecasts'

/** Before the accounts of other tests: the sweep sees this one alone. */
const LONG_AGO = '2020-02-03T09:00:00Z'

test('each forecast that is shown is kept, and shown again until the next rollup', async () => {
  const { clock, home, kept } = await forecastScene(10)
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
  const { clock, house, accountId, use, home, kept } = await forecastScene(10)
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
    const { clock, home, kept, house } = await forecastScene(0.75, LONG_AGO)
    expect((await home()).verdict.kind).toBe('learning')
    clock.advance(20n * DAY)
    expect((await home()).verdict.kind).toBe('idle')
    await sweepAll(makeForecasts, house)
    expect(await kept()).toEqual([])
  })
})

test('makeForecasts refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => makeForecasts(caller, {}, testHouse()), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})
