import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import { DAY, HOUR, type Instant } from '../instants'
import type { Book, Grant } from '../ledger/model'
import { planDrawdown } from '../ledger/plan-drawdown'
import { settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { expectedTokens, TOKEN, tokensToPlot } from '../tokens'
import type { DemandPaths, TopUpRule } from './model'
import { type Walk, walkPaths } from './walk'

const NOW = 20_000n * DAY
const GRANT = '01900000-0000-7000-8000-00000000000'
const ALLOWANCE = '01900000-0000-7000-8000-0000000000aa'

/** Days of steady use, a figure per day. */
function daily(...paths: number[][]): DemandPaths {
  const days = paths[0]?.length ?? 0
  return {
    edges: Array.from({ length: days + 1 }, (_, i) => NOW + BigInt(i) * DAY),
    paths: paths.map((path) => Float64Array.from(path)),
  }
}

function walkOne(book: Book, demand: DemandPaths, options = {}): Walk {
  const [walk] = walkPaths(book, demand, options).walks
  if (!walk) throw new Error('no walk')
  return walk
}

const steady = (perDay: number, days = 30) => daily(Array.from({ length: days }, () => perDay))
const grant = (n: number, tokens: bigint, overrides: Partial<Grant> = {}) =>
  grantOf(`${GRANT}${n}`, tokens * TOKEN, overrides)

test('tokens end when the first request finds none, between two edges too', () => {
  expect(walkOne(bookOf([grant(1, 250n)]), steady(100)).depletedAt).toBe(NOW + 2n * DAY + 12n * HOUR)
  expect(walkOne(bookOf([grant(1, 3000n)]), steady(100)).depletedAt).toBeNull()
})

test('an empty account runs out when something is next asked for, not before', () => {
  expect(walkOne(bookOf([]), daily([0, 0, 5])).depletedAt).toBe(NOW + 2n * DAY)
})

test('tokens that end exactly with a quiet time last until the quiet time is over', () => {
  expect(walkOne(bookOf([grant(1, 100n)]), daily([100, 0, 0, 10])).depletedAt).toBe(NOW + 3n * DAY)
})

test('what lapses is lost at its instant, and is named as the cause when it was the last', () => {
  const walk = walkOne(bookOf([grant(1, 1000n, { expiresAt: NOW + 4n * DAY })]), steady(100))
  expect(walk.depletedAt).toBe(NOW + 4n * DAY)
  expect(walk.cause).toBe('expired')
  expect(walk.lapsed.get(`${GRANT}1`)).toBeCloseTo(600, 2)
})

test('a period brings tokens after a gap, and what is unused of it rolls over as the ledger does it', () => {
  const allowance = allowanceOf(ALLOWANCE, 300n * TOKEN, NOW + 5n * DAY, {
    anchor: '2024-09-09T02:00:00',
    nextN: 1,
    rollover: { times: 'once', max: null },
  })
  const walk = walkPaths(bookOf([grant(1, 200n)], { allowances: new Map([[ALLOWANCE, allowance]]) }), steady(100, 20))
  const [one] = walk.walks
  expect(one?.depletedAt).toBe(NOW + 2n * DAY)
  const at = (time: Instant) => walk.grid.points.findLastIndex((point) => point.at === time)
  expect(one?.available[at(NOW + 5n * DAY)]).toBeCloseTo(300, 2)
  expect(one?.available[at(NOW + 6n * DAY)]).toBeCloseTo(200, 2)
})

describe('auto top-up', () => {
  const rule: TopUpRule = {
    threshold: { tokens: 100n * TOKEN },
    packName: 'Pack',
    amount: 500n * TOKEN,
    costCents: 1000n,
    chargedCents: 1000n,
    expiresAfterDays: 365,
    leftCents: 2000n,
    ceilingCents: 2000n,
  }

  test('buys when the balance falls below its threshold, and never above the month’s ceiling', () => {
    // 20,000 days after 1970 it is 4 October: 27 days of the month are left.
    const walk = walkOne(bookOf([grant(1, 200n)]), steady(100, 20), { topUp: rule })
    expect(walk.topUps.map((at) => (at - NOW + HOUR) / DAY)).toEqual([1n, 6n])
    expect(walk.depletedAt).not.toBeNull()
  })

  test('may buy again in the next calendar month of the account’s zone', () => {
    const walk = walkOne(bookOf([grant(1, 200n)]), steady(40, 60), { topUp: { ...rule, leftCents: 0n } })
    // Two in November, one on 1 December, where the sixty days are nearly over.
    expect(walk.topUps.map((at) => (at - NOW + HOUR) / DAY)).toEqual([28n, 38n, 58n])
  })

  test('holds the price with its tax against the ceiling', () => {
    const walk = walkOne(bookOf([grant(1, 200n)]), steady(100, 20), { topUp: { ...rule, chargedCents: 1200n } })
    expect(walk.topUps.map((at) => (at - NOW + HOUR) / DAY)).toEqual([1n])
  })

  test('a threshold in days is so many days at the pace of the first week', () => {
    const days = (count: number) => ({ ...rule, threshold: { days: count } })
    const boughtOn = (count: number) => walkOne(bookOf([grant(1, 700n)]), steady(100, 6), { topUp: days(count) }).topUps
    expect(boughtOn(2).map((at) => (at - NOW + HOUR) / DAY)).toEqual([5n])
    expect(boughtOn(4).map((at) => (at - NOW + HOUR) / DAY)).toEqual([3n])
  })

  test('a rule that could buy for ever is cut off', () => {
    const greedy = { ...rule, amount: 1n, costCents: 0n, chargedCents: 0n, leftCents: 0n, ceilingCents: 0n }
    expect(walkOne(bookOf([grant(1, 10n)]), steady(1, 2), { topUp: greedy }).topUps.length).toBeLessThan(5000)
  })
})

test('grants for some actions serve their actions only; the account runs out when the first action finds nothing', () => {
  const book = bookOf([grant(1, 1000n, { allowedActions: ['chat'] }), grant(2, 100n)])
  const shares = new Map([
    ['chat', 1],
    ['code', 1],
  ])
  const walk = walkPaths(book, steady(100, 10), { shares })
  expect(walk.walks[0]?.depletedAt).toBe(NOW + 2n * DAY)
  expect(walk.walks[0]?.available.at(-1)).toBeCloseTo(500, 2)
})

const Tokens = fc.bigInt({ min: 1n, max: 5000n })
const Books = fc
  .array(
    fc.record({
      tokens: Tokens,
      days: fc.option(fc.integer({ min: 1, max: 25 })),
      priority: fc.constantFrom(10, 20, 30),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((drafts) =>
    bookOf(
      drafts.map(({ tokens, days, priority }, i) =>
        grant(i, tokens, { priority, expiresAt: days === null ? null : NOW + BigInt(days) * DAY }),
      ),
    ),
  )
const Demand = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 20, maxLength: 20 }).map((path) => daily(path))

test('every walk agrees with a ledger that is charged day by day, to a thousandth a day', () => {
  fc.assert(
    fc.property(Books, Demand, (book, demand) => {
      const { grid, walks } = walkPaths(book, demand)
      const open = new OpenBook(book)
      // What expires at the very end is not walked any more.
      for (const [day, edge] of demand.edges.slice(0, -1).entries()) {
        settle(open, edge)
        const point = grid.points.findLastIndex(({ at }) => at === edge)
        expect(Math.abs((walks[0]?.available[point] ?? 0) - tokensToPlot(open.book.available))).toBeLessThan(0.03)
        const { entries } = planDrawdown(
          open.book.grants.values(),
          expectedTokens(demand.paths[0]?.[day] ?? 0),
          null,
          edge,
        )
        if (entries.length > 0) open.post({ kind: 'charge', entries, actor: 'test', reason: 'Use.' }, edge)
      }
    }),
    { numRuns: 300 },
  )
})

test('more balance and an added grant never end earlier', () => {
  const later = (a: Instant | null, b: Instant | null) => b === null || (a !== null && a <= b)
  fc.assert(
    fc.property(
      Books,
      Demand,
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 25 }),
      (book, demand, more, days) => {
        const extra = grant(9, BigInt(more), { priority: 15, expiresAt: NOW + BigInt(days) * DAY })
        const richer = bookOf([...book.grants.values(), extra])
        expect(later(walkOne(book, demand).depletedAt, walkOne(richer, demand).depletedAt)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})
