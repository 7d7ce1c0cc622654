import { describe, expect, it, test } from 'vitest'
import { HOUR, type Instant } from '../instants'
import { type SeriesHour, unusualHour, unusualHours } from './unusual-use'

const DAYS = 10
/** Ten days: 100 tokens in each hour from 8 to 18, and a few more on odd days. */
const OFFICE = Array.from({ length: DAYS * 24 }, (_, i) => {
  const hour = i % 24
  return hour >= 8 && hour < 18 ? 100_000n + (Math.floor(i / 24) % 2 === 1 ? 10_000n : 0n) : 0n
})
/** The hours up to nine o'clock of the day after. */
const UNTIL_NINE = [...OFFICE, ...OFFICE.slice(0, 9)]

describe('an hour', () => {
  it('is unusual when it is far from what this hour of the day had: used, usual and distance are told', () => {
    const found = unusualHour(UNTIL_NINE, 900_000n)
    expect(found).toMatchObject({ used: 900_000n, usual: 105_000n })
    expect(found?.deviation).toBeGreaterThan(100)
  })

  it('of up to three times the usual is usual, however even the days before', () => {
    expect(unusualHour(UNTIL_NINE, 315_000n)).toBeNull()
    expect(unusualHour(UNTIL_NINE, 315_001n)).not.toBeNull()
  })

  it('is compared with its own time of day: what is usual at ten is not at night', () => {
    expect(unusualHour(UNTIL_NINE, 110_000n)).toBeNull()
    expect(unusualHour([...OFFICE, ...OFFICE.slice(0, 3)], 110_000n)).toMatchObject({ usual: 0n })
  })

  it('is usual where such hours come again and again, at whatever time', () => {
    const bursts = OFFICE.map((tokens, i) => (i % 17 === 0 ? 900_000n : tokens))
    expect(unusualHour([...bursts, ...bursts.slice(0, 9)], 900_000n)).toBeNull()
  })

  it('without use is never unusual', () => {
    expect(unusualHour(UNTIL_NINE, 0n)).toBeNull()
  })

  it('is finite in its distance when every day was the same to the token', () => {
    const even = Array.from({ length: 240 }, () => 100_000n)
    expect(unusualHour(even, 900_000n)?.deviation).toBe(1e6)
  })
})

test('with less than a week before it, nothing is said', () => {
  expect(unusualHour(OFFICE.slice(0, 167), 900_000_000n)).toBeNull()
  expect(unusualHour(OFFICE.slice(0, 168), 900_000_000n)).not.toBeNull()
})

test('of use on few hours nothing is said: whatever comes would be unusual', () => {
  const sparse = (count: number) =>
    Array.from({ length: 240 }, (_, i) => (i % 5 === 0 && i < 5 * count ? 100_000n : 0n))
  expect(unusualHour(sparse(47), 900_000_000n)).toBeNull()
  expect(unusualHour(sparse(48), 900_000_000n)).not.toBeNull()
})

test('what was more than ten days ago counts no more', () => {
  const busy = Array.from({ length: 240 }, () => 900_000n)
  expect(unusualHour([...busy, ...UNTIL_NINE.slice(-240)], 900_000n)).not.toBeNull()
})

describe('of an account', () => {
  const START: Instant = 500_000n * HOUR
  const uses = (series: string, hours: readonly bigint[]): SeriesHour[] =>
    hours.flatMap((tokens, i) => (tokens > 0n ? [{ series, hourAt: START + BigInt(i) * HOUR, tokens }] : []))
  const END = START + BigInt(UNTIL_NINE.length) * HOUR
  const told = (rows: SeriesHour[], from = END, until = END + HOUR) =>
    unusualHours(rows, from, until).map(({ series, at, used }) => [series, at, used])

  it('each action is a series, and all of them together are one', () => {
    const chat = uses('chat', [...UNTIL_NINE, 900_000n])
    const code = uses('code', [...UNTIL_NINE, 105_000n])
    expect(told([...chat, ...code])).toEqual([
      ['', END, 1_005_000n],
      ['chat', END, 900_000n],
    ])
  })

  it('an action that is large beside a much larger one is told by itself', () => {
    const large = uses('large', UNTIL_NINE.map((tokens) => 1000n * tokens).concat(105_000_000n))
    const small = uses('small', [...UNTIL_NINE, 900_000n])
    expect(told([...large, ...small])).toEqual([['small', END, 900_000n]])
  })

  it('only the hours that are asked about are told; those before are their history', () => {
    const rows = uses('chat', [...UNTIL_NINE, 900_000n, 110_000n, 950_000n])
    expect(told(rows, END + HOUR, END + 3n * HOUR).map(([, at]) => at)).toEqual([END + 2n * HOUR, END + 2n * HOUR])
    expect(told(rows, END, END + HOUR).map(([, at]) => at)).toEqual([END, END])
  })

  it('history begins with the first use: an action of yesterday has none', () => {
    const fresh = uses('fresh', UNTIL_NINE.map((tokens, i) => (i < 220 ? 0n : tokens)).concat(900_000n))
    expect(told(fresh)).toEqual([])
  })

  it('without use there is nothing to tell', () => {
    expect(told([])).toEqual([])
  })
})
