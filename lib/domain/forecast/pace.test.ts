import { describe, expect, it } from 'vitest'
import { presentPace, uncertaintyOf } from './pace'
import { pastDays } from './past-days'

const flat = (days: number, value: number) => new Array<number>(days).fill(value)
const ofDays = (values: readonly number[]) => pastDays({ stepSeconds: 86400, endsAt: 0n, values })
const ofHours = (values: readonly number[]) => pastDays({ stepSeconds: 3600, endsAt: 0n, values })

describe('the present pace', () => {
  it('is 1 after a day like the others, and after one day', () => {
    expect(presentPace(ofDays(flat(20, 5)))(0)).toBeCloseTo(1)
    expect(presentPace(ofDays([5]))(0)).toBe(1)
  })

  it('is more after a day of more, less after a day of less, and fades by half in two days', () => {
    const pace = presentPace(ofDays([...flat(10, 10), 20]))
    expect(pace(0)).toBeGreaterThan(1.4)
    expect(Math.log(pace(2))).toBeCloseTo(Math.log(pace(0)) / 2)
    expect(presentPace(ofDays([...flat(10, 10), 5]))(0)).toBeLessThan(0.7)
  })

  it('looks at the last hours more than at those before them', () => {
    const lastHours = presentPace(ofHours([...flat(72, 10), ...flat(12, 10), ...flat(12, 20)]))(0)
    const hoursBefore = presentPace(ofHours([...flat(72, 10), ...flat(12, 20), ...flat(12, 10)]))(0)
    expect(lastHours).toBeGreaterThan(hoursBefore)
  })

  it('compares a weekday with its own kind', () => {
    const weeks = flat(28, 0).map((_, i) => (i % 7 < 5 ? 100 : 10))
    expect(presentPace(ofDays(weeks))(0)).toBeCloseTo(1)
  })

  it('is neither nothing after a silent day nor without end after a huge one', () => {
    expect(presentPace(ofDays([...flat(10, 10), 0]))(0)).toBeGreaterThan(0.1)
    expect(presentPace(ofDays([...flat(10, 1), 1e15]))(0)).toBeLessThanOrEqual(5)
  })
})

describe('the uncertainty of the level', () => {
  it('is larger the more days differ, and smaller the more days there are', () => {
    const jagged = (days: number) => flat(days, 0).map((_, i) => (i % 2 === 0 ? 2 : 20))
    expect(uncertaintyOf(ofDays(jagged(6))).level).toBeGreaterThan(uncertaintyOf(ofDays(flat(6, 10))).level)
    expect(uncertaintyOf(ofDays(jagged(6))).level).toBeGreaterThan(uncertaintyOf(ofDays(jagged(40))).level)
  })

  it('lets the level walk as far as weeks differed', () => {
    const weeks = (levels: readonly number[]) => uncertaintyOf(ofDays(levels.flatMap((level) => flat(7, level))))
    expect(weeks([10, 20, 9, 21]).walk).toBeGreaterThan(2 * weeks([10, 11, 10, 11]).walk)
  })

  it('is never nothing, even of days that are all alike', () => {
    const { level, walk } = uncertaintyOf(ofDays(flat(112, 10)))
    expect(level).toBeGreaterThan(0)
    expect(walk).toBeGreaterThan(0)
  })
})
