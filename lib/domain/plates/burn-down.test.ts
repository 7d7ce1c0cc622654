import { describe, expect, it } from 'vitest'
import { ADDITION, FACTS, FAN, FORECAST, HISTORY, NOW, RUN_OUT, withForecast } from '@/lib/testing/burn-downs'
import { instant } from '@/lib/testing/house'
import { DAY, HOUR, type Instant } from '../instants'
import { TOKEN, tokensToPlot } from '../tokens'
import { fanBefore, planBurnDown } from './burn-down'

describe('the width', () => {
  it('goes from 14 days ago to a tenth past the next addition', () => {
    const { axis, now } = planBurnDown(FACTS)
    expect(axis.from).toBe(NOW - 14n * DAY)
    expect(axis.to).toBe(ADDITION + (ADDITION - axis.from) / 10n)
    expect(now).toBeCloseTo(14 / 56.9, 2)
  })

  it('goes past the late end of the run-out when that is later, to the end of the forecast when there is no late end', () => {
    const late = NOW + 45n * DAY
    expect(planBurnDown(withForecast({ depletion: { p10: NOW, p50: RUN_OUT, p90: late } })).axis.to).toBe(
      late + (late - (NOW - 14n * DAY)) / 10n,
    )
    expect(planBurnDown(withForecast({ depletion: { p10: RUN_OUT, p50: null, p90: null } })).axis.to).toBe(
      FORECAST.until,
    )
  })

  it('is a month of the future where nothing comes and nothing runs out, and a tenth of the past while learning', () => {
    const quiet = withForecast({ depletion: { p10: null, p50: null, p90: null }, nextAddition: null })
    expect(planBurnDown(quiet).axis.to).toBe(NOW + 30n * DAY)
    expect(planBurnDown({ ...FACTS, forecast: null }).axis.to).toBe(NOW + (14n * DAY) / 10n)
  })

  it('is never more than 120 days, nor less than a day of the past', () => {
    const far = { at: NOW + 300n * DAY, amount: TOKEN, name: 'Year' }
    const { axis } = planBurnDown(withForecast({ nextAddition: far, until: NOW + 400n * DAY }))
    expect(axis.to - axis.from).toBe(120n * DAY)
    expect(planBurnDown({ ...FACTS, history: HISTORY.slice(-1) }).axis.from).toBe(NOW - DAY)
  })
})

it('keeps every place inside the plot, quarters in their order, places from left to right', () => {
  const plan = planBurnDown(FACTS)
  const places = [...plan.actual.flat(), ...plan.fan.flat()]
  expect(Math.min(...places)).toBe(0)
  expect(Math.max(...places)).toBeLessThanOrEqual(1)
  for (const [, ...quarters] of plan.fan) expect(quarters).toEqual([...quarters].sort((a, b) => a - b))
  const lefts = plan.fan.map(([left]) => left)
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
  expect(lefts.at(-1)).toBe(1)
  expect(plan.fan[0]?.[0]).toBe(plan.actual.at(-1)?.[0])
})

it('marks the run-out with its range, and the days at zero up to the next addition', () => {
  const { runOut, gap, axis } = planBurnDown(FACTS)
  const place = (when: Instant) => tokensToPlot(when - axis.from) / tokensToPlot(axis.to - axis.from)
  expect(runOut?.left).toBeCloseTo(place(RUN_OUT), 3)
  expect(runOut?.early).toBeCloseTo(place(instant('2026-12-14T11:00:00Z')), 3)
  expect(runOut?.late).toBeCloseTo(place(instant('2026-12-22T11:00:00Z')), 3)
  expect(gap?.days).toBe(15)
  expect((gap?.left ?? 0) + (gap?.width ?? 0)).toBeCloseTo(place(ADDITION), 3)
})

it('leaves the range open where its late end is not in the picture, and says no run-out that is not', () => {
  const open = planBurnDown(withForecast({ depletion: { p10: null, p50: RUN_OUT, p90: null }, nextAddition: null }))
  expect(open.runOut).toMatchObject({ late: null, early: open.runOut?.left })
  expect(open.gap).toBeNull()
  expect(planBurnDown(withForecast({ depletion: { p10: RUN_OUT, p50: null, p90: null } })).runOut).toBeNull()
})

it('puts no sign at a run-out that is here already: the time at zero begins now', () => {
  const out = planBurnDown(
    withForecast({ available: 0n, depletion: { p10: NOW + HOUR, p50: NOW + 2n * HOUR, p90: NOW + DAY } }),
  )
  expect(out.runOut).toBeNull()
  expect(out.gap).toMatchObject({ left: out.now, days: 38 })
})

it('drops what came and went too fast to be seen, such as the steps of one renewal', () => {
  const [first, ...rest] = HISTORY
  const quick = [0n, 5n].map((tokens) => ({ at: (first?.at ?? 0n) + 6n * HOUR - 1000n, available: tokens * TOKEN }))
  const { actual } = planBurnDown({ ...FACTS, history: [...(first ? [first] : []), ...quick, ...rest] })
  expect(actual).toEqual(planBurnDown(FACTS).actual)
})

it('draws what was alone while there is no forecast', () => {
  expect(planBurnDown({ ...FACTS, forecast: null })).toMatchObject({ fan: [], runOut: null, gap: null })
})

it('reads the fan before what happens at an instant, and between its points along the line', () => {
  expect(fanBefore(FAN, ADDITION)?.p50).toBe(0)
  expect(fanBefore(FAN, NOW + (instant('2026-12-05T23:00:00Z') - NOW) / 2n)?.p50).toBe(900_000)
  expect(fanBefore(FAN, NOW - 1n)).toBeNull()
  expect(fanBefore(FAN, FORECAST.until + 1n)).toBeNull()
})
