import { expect, it } from 'vitest'
import { Chance } from './chance'

const draw = (seed: string, count: number) => {
  const chance = new Chance(seed)
  return Array.from({ length: count }, () => chance.next())
}

it('draws the same from the same seed, and something else from one that differs in a letter', () => {
  expect(draw('account 1', 50)).toEqual(draw('account 1', 50))
  const other = new Set(draw('account 2', 50))
  expect(draw('account 1', 50).filter((value) => other.has(value))).toEqual([])
})

it('draws evenly between 0 and 1', () => {
  const values = draw('even', 20_000)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...values)).toBeLessThan(1)
  for (const share of [0.1, 0.5, 0.9]) {
    expect(values.filter((value) => value < share).length / values.length).toBeCloseTo(share, 1.7)
  }
})

it('draws normal deviates of mean 0 and variance 1', () => {
  const chance = new Chance('normal')
  const values = Array.from({ length: 20_000 }, () => chance.normal())
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})
