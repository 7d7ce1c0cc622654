import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixedBand, pointAt } from './methods'
import { censored, geometricMean, grouped, holds, middle, scoreOf } from './scores'

const Days = fc.double({ min: 0, max: 60, noNaN: true })

describe('scores', () => {
  it('of a point are its error, on both scales', () => {
    fc.assert(
      fc.property(Days, Days, fc.constantFrom('days' as const, 'log' as const), (said, came, scale) => {
        const { error, interval } = scoreOf(pointAt(said), came, scale)
        expect(interval).toBeCloseTo(error, 9)
      }),
    )
  })

  it('are best for a narrow band that holds, and worst for a narrow one that does not', () => {
    const interval = (p10: number, p90: number) => scoreOf({ p10, p50: 10, p90 }, 12, 'days').interval
    expect(interval(8, 13)).toBeLessThan(interval(4, 20))
    expect(interval(4, 20)).toBeLessThan(interval(9.9, 10.1))
    // 0.5 x 2 of the middle and a tenth of the band's 5, over one and a half.
    expect(interval(8, 13)).toBeCloseTo((0.5 * 2 + 0.1 * 5) / 1.5)
  })

  it('count what lies beyond the known as its end, whoever says it', () => {
    const said = censored({ p10: 5, p50: 20, p90: Number.POSITIVE_INFINITY }, 14)
    expect(said).toEqual({ p10: 5, p50: 14, p90: 14 })
    expect(holds(said, 14)).toBe(true)
    expect(holds(censored(pointAt(Number.POSITIVE_INFINITY), 14), 13)).toBe(false)
  })

  it('of the fixed band lie around the same middle as the point', () => {
    expect(fixedBand(6)).toMatchObject({ p50: 6 })
    expect(holds(fixedBand(6), 6)).toBe(true)
  })
})

it('the middle is of one value or between two, the geometric mean of factors', () => {
  expect(middle([3, 1, 2])).toBe(2)
  expect(middle([4, 1, 2, 3])).toBe(2.5)
  expect(geometricMean([0.5, 2])).toBeCloseTo(1)
})

it('groups keep every value, in the order in which their keys come', () => {
  expect([...grouped([5, 8, 7], (value) => (value % 2 === 0 ? 'even' : 'odd'))]).toEqual([
    ['odd', [5, 7]],
    ['even', [8]],
  ])
})
