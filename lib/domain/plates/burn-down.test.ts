import { describe, expect, it } from 'vitest'
import { addDays, wallClock } from '../calendar'
import type { FanPoint, Forecast } from '../forecast/model'
import type { ScheduledEvent, ScheduleKind } from '../forecast/schedule-model'
import { DAY, HOUR, type Instant, parseInstant } from '../instants'
import { TOKEN, tokensToPlot } from '../tokens'
import { type BurnDownFacts, fanBefore, planBurnDown } from './burn-down'
import { burnDownStops } from './burn-down-stops'

const PARIS = 'Europe/Paris'
const at = (text: string): Instant => parseInstant(text) ?? 0n
const NOW = at('2026-11-24T09:00:00Z')
const RUN_OUT = at('2026-12-17T11:00:00Z')
const ADDITION = at('2026-12-31T23:00:00Z')

/** A point whose quarters lie evenly about the middle. */
function point(when: Instant, p50: number, spread: number): FanPoint {
  const low = (share: number) => Math.max(0, p50 - spread * share)
  return { at: when, p10: low(1), p25: low(0.5), p50, p75: p50 + spread * 0.5, p90: p50 + spread }
}

const FAN = [
  point(NOW, 1_200_000, 0),
  point(at('2026-12-05T23:00:00Z'), 600_000, 80_000),
  point(RUN_OUT, 0, 90_000),
  point(ADDITION, 0, 0),
  point(ADDITION, 500_000, 0),
  point(NOW + 60n * DAY, 100_000, 50_000),
]

const FORECAST: Forecast = {
  madeAt: NOW,
  until: NOW + 60n * DAY,
  isEarly: false,
  usageClass: 'regular',
  historyDays: 60,
  pace: 1,
  tokensPerDay: 50_000n * TOKEN,
  available: 1_200_000n * TOKEN,
  depletion: { p10: at('2026-12-14T11:00:00Z'), p50: RUN_OUT, p90: at('2026-12-22T11:00:00Z') },
  cause: 'used',
  nextAddition: { at: ADDITION, amount: 500_000n * TOKEN, name: 'Team' },
  runOutProbability: 0.9,
  cumulative: [],
  lapses: [],
  topUps: [],
  fan: FAN,
}

const HISTORY = Array.from({ length: 57 }, (_, i) => ({
  at: NOW - 14n * DAY + BigInt(i) * 6n * HOUR,
  available: (1_760_000n - 10_000n * BigInt(i)) * TOKEN,
}))

const FACTS: BurnDownFacts = {
  now: NOW,
  timeZone: PARIS,
  history: HISTORY,
  forecast: FORECAST,
  events: [event('grant', ADDITION, 500_000n)],
  arrivals: [],
}

function event(kind: ScheduleKind, when: Instant, tokens: bigint, lapses: bigint | null = null): ScheduledEvent {
  const amount = tokens * TOKEN
  return {
    id: `${kind} ${when} ${tokens}`,
    kind,
    at: when,
    name: kind,
    amount,
    lapses,
    costCents: null,
    limit: null,
    isExpected: false,
  }
}

function withForecast(changes: Partial<Forecast>): BurnDownFacts {
  return { ...FACTS, forecast: { ...FORECAST, ...changes } }
}

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
  expect(runOut?.early).toBeCloseTo(place(at('2026-12-14T11:00:00Z')), 3)
  expect(runOut?.late).toBeCloseTo(place(at('2026-12-22T11:00:00Z')), 3)
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
  const out = planBurnDown(withForecast({ depletion: { p10: NOW, p50: NOW, p90: NOW } }))
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
  expect(fanBefore(FAN, NOW + (at('2026-12-05T23:00:00Z') - NOW) / 2n)?.p50).toBe(900_000)
  expect(fanBefore(FAN, NOW - 1n)).toBeNull()
  expect(fanBefore(FAN, FORECAST.until + 1n)).toBeNull()
})

describe('marks', () => {
  const marksOf = (...events: ScheduledEvent[]) => {
    const { above, below } = planBurnDown({ ...FACTS, events }).marks
    const words = ({ sign, amount, pin, pinTo, isNext }: (typeof above)[number]) => [sign, amount, pin, pinTo, isNext]
    return { above: above.map(words), below: below.map(words) }
  }

  it('stand above for what comes and below for what lapses: the part that truly will, and nothing for none', () => {
    const events = [
      event('expiry', NOW + 6n * DAY, 38_200n, 12_000n * TOKEN),
      event('expiry', NOW + 20n * DAY, 1000n, 0n),
      event('grant', NOW + 30n * DAY, 500_000n),
      event('quota-reset', NOW + 2n * DAY, 0n),
    ]
    expect(marksOf(...events)).toEqual({
      above: [['up', 500_000n * TOKEN, null, null, false]],
      below: [['down', 12_000n * TOKEN, null, null, true]],
    })
  })

  it('are one with the sum at one instant, and numbers where their labels would collide', () => {
    const events = [
      event('grant', NOW + 10n * DAY, 300n),
      event('renewal', NOW + 10n * DAY, 500n),
      event('top-up', NOW + 16n * DAY, 100n),
      event('price-change', NOW + 41n * DAY, 0n),
    ]
    expect(marksOf(...events).above).toEqual([
      ['up', 800n * TOKEN, 1, 1, true],
      ['turn', 100n * TOKEN, 2, 2, false],
      ['price', null, null, null, false],
    ])
  })

  it('have their labels at the left where at the right there is no room, and never two on one place', () => {
    const events = [13n, 26n].map((days) => event('expiry', NOW + days * DAY, days))
    const { below } = planBurnDown({ ...FACTS, events }).marks
    expect(below.map(({ isLeftward, pin }) => [isLeftward, pin])).toEqual([
      [false, 1],
      [true, 2],
    ])
    expect(planBurnDown({ ...FACTS, events: events.slice(1) }).marks.below).toMatchObject([{ pin: null }])
  })

  it('share a sign where even their numbers would collide', () => {
    const events = [16n, 17n, 19n, 24n].map((days) => event('expiry', NOW + days * DAY, days))
    expect(marksOf(...events).below.map(([, , pin, pinTo]) => [pin, pinTo])).toEqual([
      [1, 3],
      [2, null],
      [3, null],
      [4, 4],
    ])
  })

  it('are numbers next to the word for now', () => {
    expect(marksOf(event('grant', NOW + DAY, 1n)).above).toEqual([['up', TOKEN, 1, 1, true]])
  })
})

describe('stops', () => {
  const { axis } = planBurnDown(FACTS)
  const stops = burnDownStops(FACTS, axis)
  const dates = (kind: 'day' | 'expected', isRow?: boolean) =>
    stops.flatMap((stop) =>
      stop.kind === kind && 'day' in stop && (isRow === undefined || stop.isRow === isRow) ? [stop.day.date] : [],
    )

  it('read the end of each day that was, now, and the end of each day to come, ever further right', () => {
    const lefts = stops.map(({ left }) => left)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
    expect(dates('day')).toHaveLength(14)
    expect(dates('day').at(-1)).toBe('2026-11-23')
    expect(stops[14]).toMatchObject({ kind: 'now', at: NOW, available: HISTORY.at(-1)?.available })
    expect(dates('expected')).toHaveLength(43)
    expect(dates('expected')[0]).toBe('2026-11-24')
  })

  it('have a row for each day of two weeks either way, then for each seventh', () => {
    expect(dates('day', true)).toEqual(dates('day'))
    expect(dates('expected', true)).toHaveLength(15 + 4)
    expect(dates('expected', true).slice(-3)).toEqual(['2026-12-22', '2026-12-29', '2027-01-05'])
  })

  it('say what was left just before the midnight that ends the day', () => {
    const [first] = stops
    expect(first).toMatchObject({ kind: 'day', at: at('2026-11-10T23:00:00Z'), available: 1_740_000n * TOKEN })
  })

  it('are every point of a young account, whose days are too few to tell anything', () => {
    const facts = { ...FACTS, forecast: null, history: HISTORY.slice(-5) }
    const kinds = burnDownStops(facts, planBurnDown(facts).axis).map(({ kind }) => kind)
    expect(kinds).toEqual(['instant', 'instant', 'instant', 'day', 'instant', 'now'])
  })

  it('end where the zone’s day ends when clocks change', () => {
    const now = at('2026-03-20T12:00:00Z')
    const fan = FAN.map((each) => ({ ...each, at: each.at - NOW + now }))
    const zone = 'America/New_York'
    const forecast = { ...FORECAST, fan, until: addDays(now, zone, 60) }
    const ends = burnDownStops({ ...FACTS, now, timeZone: zone, forecast }, { from: now - DAY, to: now + 20n * DAY })
      .filter(({ kind }) => kind === 'expected')
      .map((stop) => wallClock(stop.at, zone).slice(10))
    expect(ends).toEqual(Array.from({ length: 20 }, () => 'T00:00:00'))
  })
})
