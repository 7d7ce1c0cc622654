import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, type Instant, parseInstant } from '../instants'
import { type DrawOptions, drawDemand } from './draw-demand'
import type { DemandPaths, UsageHistory } from './model'
import { rangeOf } from './quantiles'

const NOW: Instant = parseInstant('2026-03-02T10:00:00Z') ?? 0n
const options: DrawOptions = { now: NOW, until: NOW + 30n * DAY, zone: 'UTC', seed: 'seed', paths: 60 }

const hourly = (values: readonly number[]): UsageHistory => ({ stepSeconds: 3600, endsAt: NOW, values })
const daily = (values: readonly number[]): UsageHistory => ({ stepSeconds: 86400, endsAt: NOW, values })
const flat = (count: number, value: number) => new Array<number>(count).fill(value)
const sumOf = (path: Float64Array, from = 0, to = path.length) =>
  path.subarray(from, to).reduce((sum, step) => sum + step, 0)
const middleOf = ({ paths }: DemandPaths) => rangeOf(paths.map((path) => sumOf(path))).p50

const Values = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000_000 })), { maxLength: 24 * 20 })
const History = fc.record({
  stepSeconds: fc.constantFrom(3600 as const, 86400 as const),
  endsAt: fc.constant(NOW),
  values: Values,
})

describe('steps', () => {
  it('are hours for three days and then days, where the past is known by the hour', () => {
    const { edges, paths } = drawDemand(hourly(flat(240, 1)), options).demand
    expect(edges).toHaveLength(1 + 72 + 27)
    expect(edges.slice(0, 2)).toEqual([NOW, NOW + HOUR])
    expect([edges[72], edges[73], edges.at(-1)]).toEqual([NOW + 3n * DAY, NOW + 4n * DAY, NOW + 30n * DAY])
    expect(paths.every((path) => path.length === 99)).toBe(true)
  })

  it('are days where it is known by the day', () => {
    const { edges } = drawDemand(daily(flat(20, 1)), options).demand
    expect(edges).toEqual(Array.from({ length: 31 }, (_, i) => NOW + BigInt(i) * DAY))
  })

  it('are days of the zone when its clocks are changed', () => {
    const inParis = drawDemand(hourly(flat(240, 1)), { ...options, zone: 'Europe/Paris' }).demand.edges
    const lengths = inParis.slice(1).map((edge, i) => (edge - (inParis[i] ?? 0n)) / HOUR)
    // 29 March 2026 has 23 hours; the last step is cut an hour later than the day that it is in begins.
    expect(lengths.filter((length) => length === 23n)).toHaveLength(1)
    expect(new Set(lengths)).toEqual(new Set([1n, 24n, 23n]))
    expect(inParis.at(-1)).toBe(options.until)
  })

  it('are increasing and end at the end, wherever that is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 * 24 }),
        fc.constantFrom('UTC', 'Europe/Paris', 'Asia/Kolkata'),
        (hours, zone) => {
          const until = NOW + (BigInt(hours) * HOUR) / 2n
          const { edges, paths } = drawDemand(hourly(flat(72, 1)), { ...options, until, zone, paths: 1 }).demand
          expect([edges[0], edges.at(-1)]).toEqual([NOW, until])
          expect(edges.slice(1).every((edge, i) => edge > (edges[i] ?? 0n))).toBe(true)
          expect(paths[0]).toHaveLength(edges.length - 1)
        },
      ),
    )
  })

  it('refuse an end that is not after the beginning', () => {
    expect(() => drawDemand(daily([1]), { ...options, until: NOW })).toThrow(RangeError)
  })
})

describe('drawn demand', () => {
  it('is the same for the same seed and history, and another for another seed', () => {
    fc.assert(
      fc.property(History, fc.string(), (history, seed) => {
        const draw = () => drawDemand(history, { ...options, seed, paths: 5 })
        expect(draw()).toEqual(draw())
      }),
      { numRuns: 30 },
    )
    const [one, other] = ['a', 'b'].map(
      (seed) => drawDemand(hourly(flat(240, 1)), { ...options, seed }).demand.paths[0],
    )
    expect(one).not.toEqual(other)
  })

  it('is twice as large after twice the use', () => {
    fc.assert(
      fc.property(History, (history) => {
        const once = drawDemand(history, options)
        const twice = drawDemand({ ...history, values: history.values.map((value) => 2 * value) }, options)
        expect(twice.usageClass).toBe(once.usageClass)
        const isTwice = (value: number, step: number, i: number) =>
          Math.abs((twice.demand.paths[i]?.[step] ?? 0) - 2 * value) <= 1e-9 * value
        expect(once.demand.paths.every((path, i) => path.every((value, step) => isTwice(value, step, i)))).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['without history', hourly([])],
    ['without use', hourly(flat(500, 0))],
    ['of one hour', hourly([5])],
    ['of constant use', hourly(flat(2000, 7))],
    ['of huge use', hourly(flat(24 * 112, 1e15))],
    ['of one huge hour', hourly([...flat(24 * 30, 0), 1e15])],
    ['of tiny use', daily(flat(30, 1e-9))],
    ['after a change of level', daily([...flat(40, 5), ...flat(6, 5e9)])],
  ] as const)('%s is finite and not negative', (_, history) => {
    const { demand } = drawDemand(history, { ...options, until: NOW + 92n * DAY })
    expect(demand.paths.every((path) => path.every((step) => Number.isFinite(step) && step >= 0))).toBe(true)
  })

  it('is nothing where nothing was used', () => {
    for (const history of [hourly([]), hourly(flat(500, 0)), daily([])])
      expect(middleOf(drawDemand(history, options).demand)).toBe(0)
  })

  it('is near what was used where every day was alike', () => {
    const { demand, usageClass } = drawDemand(daily(flat(60, 100)), options)
    const { p10, p50, p90 } = rangeOf(demand.paths.map((path) => sumOf(path)))
    expect(usageClass).toBe('regular')
    expect(p50 / 3000).toBeCloseTo(1, 1)
    expect(p10).toBeGreaterThan(2500)
    expect(p90).toBeLessThan(3500)
  })

  it('keeps the shape of the day within the hours, and that of the week within the days', () => {
    const office = flat(24 * 28, 0).map((_, hour) => (hour % 24 < 8 && Math.floor(hour / 24) % 7 < 5 ? 10 : 0))
    const { paths } = drawDemand(hourly(office), options).demand
    for (const path of paths) {
      expect(sumOf(path, 8, 24)).toBe(0)
      // Days 5 and 6 are a weekend: steps 72 + 2 and 72 + 3.
      expect(sumOf(path, 74, 76)).toBe(0)
      expect(sumOf(path, 72, 74)).toBeGreaterThan(0)
    }
  })

  it('draws recent days more often than old ones', () => {
    const growing = drawDemand(daily(flat(60, 0).map((_, day) => 10 + day)), options).demand
    expect(middleOf(growing) / 30).toBeGreaterThan(45)
  })

  it('follows a new level at once', () => {
    const { demand, usageClass } = drawDemand(daily([...flat(60, 100), ...flat(5, 300)]), options)
    expect(usageClass).toBe('young')
    expect(middleOf(demand) / 30).toBeGreaterThan(250)
  })

  it('is spread further by a larger factor, around the same middle', () => {
    const history = daily(flat(60, 0).map((_, day) => 50 + 50 * (day % 3)))
    const spreadBy = (regular: number) =>
      rangeOf(
        drawDemand(history, { ...options, spreads: { regular, bursty: 1, young: 1 } }).demand.paths.map((path) =>
          sumOf(path),
        ),
      )
    const [narrow, wide] = [spreadBy(0.5), spreadBy(2)]
    expect(Math.abs(wide.p50 / narrow.p50 - 1)).toBeLessThan(0.02)
    expect(wide.p90 / wide.p10).toBeGreaterThan((narrow.p90 / narrow.p10) ** 3)
  })
})
