import { expect, it } from 'vitest'
import { usageByDay } from './usage-by-day'

const days = ['2026-11-23', '2026-11-24'].map((date) => ({ date, startsAt: 0n, endsAt: 1n }))

it('sums every row and column to the same total', () => {
  const uses = Array.from({ length: 20 }, (_, i) => ({
    actionKey: `action-${i % 10}`,
    day: i % 2,
    tokens: BigInt(i * i),
  }))
  const { series, tokensByDay, tokens } = usageByDay(days, uses, [])
  expect(tokens).toBe(uses.reduce((sum, use) => sum + use.tokens, 0n))
  expect(tokensByDay.reduce((sum, day) => sum + day, 0n)).toBe(tokens)
  expect(series.reduce((sum, one) => sum + one.tokens, 0n)).toBe(tokens)
  for (const [day, sum] of tokensByDay.entries()) {
    expect(series.reduce((total, one) => total + (one.tokensByDay[day] ?? 0n), 0n)).toBe(sum)
  }
})

it('shows the six largest actions and puts all others together, last', () => {
  const uses = Array.from({ length: 8 }, (_, i) => ({ actionKey: `a${i}`, day: 0, tokens: BigInt(i + 1) }))
  const { series } = usageByDay(days, uses, [])
  expect(series.map((one) => one.actionKey)).toEqual(['a2', 'a3', 'a4', 'a5', 'a6', 'a7', null])
  expect(series.at(-1)).toMatchObject({ pigment: null, tokens: 3n })
})

it('keeps an action’s pigment when other actions come and go', () => {
  const catalogue = ['speech', 'chat', 'embed']
  const one = usageByDay(days, [{ actionKey: 'embed', day: 0, tokens: 1n }], catalogue)
  const all = usageByDay(
    days,
    catalogue.map((actionKey, i) => ({ actionKey, day: 0, tokens: BigInt(9 - i) })),
    catalogue,
  )
  expect(one.series.map((series) => series.pigment)).toEqual([2])
  expect(all.series.map((series) => [series.actionKey, series.pigment])).toEqual([
    ['chat', 1],
    ['embed', 2],
    ['speech', 3],
  ])
})

it('leaves out actions that cost nothing', () => {
  expect(usageByDay(days, [{ actionKey: 'chat', day: 0, tokens: 0n }], ['chat']).series).toEqual([])
})
