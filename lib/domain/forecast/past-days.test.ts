import { describe, expect, it } from 'vitest'
import type { UsageHistory } from './model'
import { hasWeekdays, pastDays, weightOf } from './past-days'

const daily = (values: readonly number[]): UsageHistory => ({ stepSeconds: 86400, endsAt: 0n, values })
const hourly = (values: readonly number[]): UsageHistory => ({ stepSeconds: 3600, endsAt: 0n, values })
const flat = (days: number, value: number) => new Array<number>(days).fill(value)

describe('past days', () => {
  it('are 24 hours each and end with the history: what does not fill a day at its beginning is left out', () => {
    const days = pastDays(hourly([999, ...flat(24, 1), ...flat(24, 2)]))
    expect(days.count).toBe(2)
    expect([...days.totals]).toEqual([48, 24])
    expect(days.mean).toBe(36)
    expect([days.at(0, 0), days.at(0, 23), days.at(1, 0), days.at(1, 23)]).toEqual([2, 2, 1, 1])
  })

  it('are one at the pace there was where the history is less than a day', () => {
    const days = pastDays(hourly([1, 2, 3]))
    expect([days.count, days.totals[0], days.at(0, 5), days.usageClass]).toEqual([1, 48, 2, 'young'])
  })

  it('are one without use where there is no history', () => {
    expect(pastDays(hourly([]))).toMatchObject({ count: 1, mean: 0, usageClass: 'young' })
  })

  it('are 112 at most', () => {
    expect(pastDays(daily(flat(400, 1))).count).toBe(112)
  })

  it.each([
    ['young before two weeks', flat(13, 5), 'young'],
    ['regular from two weeks on', flat(14, 5), 'regular'],
    ['bursty when a third of the days is silent', [0, 0, 1].flatMap((_, i) => flat(7, i === 0 ? 0 : 3)), 'bursty'],
    ['bursty when a day outweighs the others', [...flat(19, 1), 300], 'bursty'],
    ['regular with weekends of little use', flat(28, 0).map((_, i) => (i % 7 < 5 ? 10 : 3)), 'regular'],
  ] as const)('are %s', (_, values, usageClass) => {
    expect(pastDays(daily(values)).usageClass).toBe(usageClass)
  })

  it('tell weekdays apart once each has come twice', () => {
    expect([13, 14].map((count) => hasWeekdays(pastDays(daily(flat(count, 1)))))).toEqual([false, true])
  })

  it('matter half as much a week later', () => {
    expect(weightOf(0)).toBe(1)
    expect(weightOf(7)).toBeCloseTo(0.5)
  })
})

describe('a new level', () => {
  it.each([
    ['higher', 4, [...flat(30, 10), ...flat(4, 20)]],
    ['higher, for longer', 9, [...flat(30, 10), ...flat(9, 20)]],
    ['lower', 5, [...flat(30, 10), ...flat(5, 4)]],
  ] as const)('that is %s makes the account young: only the %i days since it are drawn from', (_, days, values) => {
    expect(pastDays(daily(values))).toMatchObject({ count: days, usageClass: 'young' })
  })

  it.each([
    ['three days are no level', [...flat(30, 10), ...flat(3, 20)]],
    ['a tenth more is none', [...flat(30, 10), ...flat(6, 11)]],
    ['a weekend is none', flat(35, 0).map((_, i) => (i % 7 < 5 ? 10 : 2))],
    ['silence is none: nothing could be drawn from it', [...flat(30, 10), ...flat(6, 0)]],
    [
      'a level that was there within three weeks is none',
      [...flat(20, 10), ...flat(2, 20), ...flat(10, 10), ...flat(5, 20)],
    ],
  ] as const)('%s', (_, values) => {
    expect(pastDays(daily(values)).count).toBe(values.length)
  })
})
