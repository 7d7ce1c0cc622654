import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TOKEN, tokensToPlot } from '../tokens'
import { planAmountAxis } from './amount-axis'

it.each([
  [0, 30n],
  [1_790_000, 1_800_000n * TOKEN],
  [1_800_000, 1_800_000n * TOKEN],
  [1_800_001, 2_400_000n * TOKEN],
  [10 ** 15, 1_200_000_000_000_000n * TOKEN],
])('ends at a round amount (%s)', (most, top) => {
  expect(planAmountAxis(most).top).toBe(top)
})

it('has four ticks from 0, even steps apart, and nothing above the last; at least three fifths of its height are used', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 1e15, noNaN: true }), (most) => {
      const { top, ticks } = planAmountAxis(most)
      expect(ticks.map(({ bottom }) => bottom)).toEqual([0, 1 / 3, 2 / 3, 1])
      expect(ticks.map(({ amount }) => amount * 3n)).toEqual([0n, top, 2n * top, 3n * top])
      expect(tokensToPlot(top)).toBeGreaterThanOrEqual(most)
      expect(tokensToPlot(top)).toBeLessThanOrEqual(most / 0.6)
    }),
  )
})
