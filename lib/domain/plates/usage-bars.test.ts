import { expect, it } from 'vitest'
import { planUsageBars } from './usage-bars'

it.each([
  [0n, 1n, 2],
  [1n, 1n, 2],
  [999_999n, 1_000_000n, 3],
  [1_204_300_000n, 1_500_000_000n, 4],
  [4_000_000n, 4_000_000n, 5],
  [10n ** 18n, 10n ** 18n, 3],
])('ends the axis at a round amount no bar exceeds, in at most five ticks (%s)', (most, top, ticks) => {
  const bars = planUsageBars([[most]], 1)
  expect(bars.top >= most).toBe(true)
  expect(bars.top).toBe(top)
  expect(bars.ticks).toHaveLength(ticks)
  expect(bars.ticks.at(-1)).toEqual({ amount: top, bottom: 1 })
})

it('stacks the series of a day without gaps, in their order', () => {
  const [bar] = planUsageBars([[1000n], [0n], [3000n]], 1).bars
  expect(bar?.segments).toEqual([
    { series: 0, bottom: 0, height: 0.25 },
    { series: 2, bottom: 0.25, height: 0.75 },
  ])
})

it('gives every day the same width, side by side', () => {
  const { bars } = planUsageBars([[1n, 2n, 3n, 4n]], 4)
  expect(bars.map((bar) => Math.floor(bar.left * 4))).toEqual([0, 1, 2, 3])
  expect(new Set(bars.map((bar) => bar.width)).size).toBe(1)
})
