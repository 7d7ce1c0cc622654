import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stretchPaths } from './stretch-paths'

const stretched = (paths: readonly (readonly number[])[], factor: number, meanDay = 10) => {
  const copies = paths.map((path) => Float64Array.from(path))
  stretchPaths(copies, factor, meanDay)
  return copies.map((path) => [...path])
}
const used = (path: readonly number[]) => path.reduce((sum, step) => sum + step, 0)

describe('stretching paths', () => {
  it('leaves the middle one where it is and moves the others away from it in log, or towards it', () => {
    const paths = [[50], [100], [200]]
    const [low, middle, high] = stretched(paths, 2).map(used)
    expect(middle).toBeCloseTo(100)
    expect(low).toBeCloseTo(25, 0)
    expect(high).toBeCloseTo(400, 0)
    const [lower, , higher] = stretched(paths, 0.5).map(used)
    expect(lower).toBeCloseTo(70.7, 0)
    expect(higher).toBeCloseTo(141.4, 0)
  })

  it('changes nothing with a factor of 1, nor where nothing was ever used', () => {
    expect(
      stretched(
        [
          [1, 2],
          [3, 4],
        ],
        1,
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(
      stretched(
        [
          [0, 0],
          [0, 0],
        ],
        2,
        0,
      ),
    ).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  const Paths = fc.array(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }), {
    minLength: 1,
    maxLength: 9,
  })
  const Factor = fc.double({ min: 0.5, max: 3, noNaN: true })

  it('never takes back what a path has used, and keeps the order of what all have used by the end', () => {
    fc.assert(
      fc.property(Paths, Factor, (paths, factor) => {
        const after = stretched(paths, factor)
        expect(after.flat().every((step) => step >= 0 && Number.isFinite(step))).toBe(true)
        const order = (values: readonly number[]) =>
          values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
        if (factor <= 1) expect(order(after.map(used))).toEqual(order(paths.map(used)))
      }),
    )
  })
})
