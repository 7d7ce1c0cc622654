import { describe, expect, it } from 'vitest'
import { allowanceOf, bookOf, grantOf, openHoldOf } from '@/lib/testing/books'
import { DAY, HOUR, SECOND } from '../instants'
import type { Book, Grant } from './model'
import { nextEventAt, planSettlement, settle } from './plan-settlement'
import { OpenBook } from './posting'

/** 28 February 2026 in UTC: the end of period 0, as counted from 31 January. */
const T = 1_772_236_800n * SECOND
const allowance = allowanceOf('019b0000-0000-7000-8000-00000000000a', 10_000n, T)
const utcBook = (grants: readonly Grant[], overrides: Partial<Book> = {}) =>
  bookOf(grants, { timeZone: 'UTC', ...overrides })
const ORIGIN = '019b0000-0000-7000-8000-0000000000b1'

/** The grant of the plan's period 0, which ends at T. */
function planGrant(available: bigint, overrides: Partial<Grant> = {}): Grant {
  const terms = { source: 'plan' as const, priority: 20, expiresAt: T, allowanceId: allowance.id, periodN: 0 }
  return grantOf(ORIGIN, available + (overrides.held ?? 0n), { ...terms, available, ...overrides })
}

function settled(book: Book, now: bigint): OpenBook {
  const open = new OpenBook(book)
  settle(open, now)
  return open
}

const told = ({ transactions }: OpenBook) => transactions.map((t) => [t.kind, t.amount, t.effectiveAt])
const inHolds = (...holds: ReturnType<typeof openHoldOf>[]) => new Map(holds.map((hold) => [hold.id, hold]))
const inAllowances = (one = allowance) => new Map([[one.id, one]])

it('at one instant lets holds run out, rolls over, expires, begins periods and grants, and then pays debt', () => {
  const plan = planGrant(4000n, { held: 6000n, rollover: { times: 'once', max: 7000n }, createdSeq: 1n })
  const promo = grantOf('promo', 2000n, { expiresAt: T, createdSeq: 2n })
  const coming = grantOf('coming', 500n, { available: 0n, pending: 500n, effectiveAt: T, createdSeq: 3n })
  const hold = openHoldOf('h', [{ grantId: plan.id, amount: 6000n }], T)
  // None of them stands in the order of what happens.
  const book = utcBook([coming, promo, plan], { holds: inHolds(hold), allowances: inAllowances(), debt: 9000n })
  const open = settled(book, T + DAY)
  expect(told(open)).toEqual([
    ['release', 6000n, T],
    ['rollover', 7000n, T],
    ['expire', 3000n, T],
    ['expire', 2000n, T],
    ['grant', 10_000n, T],
    ['grant', 500n, T],
    ['debt', 9000n, T],
  ])
  expect(open.book).toMatchObject({ available: 8500n, held: 0n, debt: 0n })
})

describe('a hold', () => {
  const half = { rollover: { times: 'once', max: 5000n } } as const

  it('that ends before its grant goes back to it; one that ends after into what it rolled into', () => {
    const plan = planGrant(0n, { held: 8000n, ...half })
    const part = (amount: bigint) => [{ grantId: plan.id, amount }]
    const holds = inHolds(openHoldOf('before', part(3000n), T - 1n), openHoldOf('after', part(5000n), T + HOUR))
    const open = settled(utcBook([plan], { holds, allowances: inAllowances() }), T + DAY)
    expect(told(open)).toEqual([
      ['release', 3000n, T - 1n],
      ['rollover', 3000n, T],
      ['grant', 10_000n, T],
      // The rule has room for 2,000 more.
      ['release', 5000n, T + HOUR],
    ])
    expect(open.book.grants.get(plan.id)).toMatchObject({ rolledOver: 5000n, expired: 3000n, held: 0n })
    expect(open.resolvedHolds.map(({ state, returned, resolvedAt }) => [state, returned, resolvedAt])).toEqual([
      ['expired', 3000n, T - 1n],
      ['expired', 5000n, T + HOUR],
    ])
  })

  it('is open to the last microsecond, and settled in the order of their ends', () => {
    const grant = grantOf('g', 0n, { amount: 3n, held: 3n })
    const hold = (id: string, expiresAt: bigint) => openHoldOf(id, [{ grantId: 'g', amount: 1n }], expiresAt)
    const book = utcBook([grant], { holds: inHolds(hold('c', 300n), hold('a', 100n), hold('b', 200n)) })
    expect(nextEventAt(book)).toBe(100n)
    expect(settled(book, 99n).transactions).toEqual([])
    expect(settled(book, 200n).resolvedHolds.map(({ hold }) => hold.id)).toEqual(['a', 'b'])
    expect(nextEventAt(planSettlement(book, 200n))).toBe(300n)
  })
})

describe('months of sleep', () => {
  const unlimited = { times: 'unlimited', max: null } as const

  it('are settled as they would have been awake, period after period', () => {
    const plan = planGrant(4000n, { rollover: unlimited })
    const book = utcBook([plan], { allowances: inAllowances({ ...allowance, rollover: unlimited }) })
    let awake = book
    for (let day = 0n; day <= 90n; day++) awake = planSettlement(awake, T + day * DAY)
    const asleep = planSettlement(book, T + 90n * DAY)
    const grants = ({ grants: all }: Book) => [...all.values()].map(({ id: _, ...grant }) => grant)
    expect(grants(asleep)).toEqual(grants(awake))
    expect(asleep.available).toBe(4000n + 3n * 10_000n)
  })

  it('open no period beyond what is paid, and none of an allowance that has ended', () => {
    const until = (paidUntil: bigint) => utcBook([], { allowances: inAllowances({ ...allowance, paidUntil }) })
    expect(settled(until(T), T + 90n * DAY).transactions).toEqual([])
    expect(told(settled(until(T + 1n), T + 90n * DAY))).toEqual([
      ['grant', 10_000n, T],
      ['expire', 10_000n, T + 31n * DAY],
    ])
    const ended = utcBook([], { allowances: inAllowances({ ...allowance, nextAt: null }) })
    expect([nextEventAt(ended), settled(ended, T + DAY).transactions]).toEqual([null, []])
  })

  it('take as many transactions as there are events, also for thousands of them', () => {
    const grants = Array.from({ length: 5000 }, (_, i) => grantOf(`g${i}`, 2n, { expiresAt: T + BigInt(i % 90) * DAY }))
    const holds = grants.slice(0, 900).map(({ id }, i) => {
      return openHoldOf(`h${i}`, [{ grantId: id, amount: 1n }], T - HOUR - BigInt(i))
    })
    const held = grants.map((grant, i) => (i < 900 ? { ...grant, available: 1n, held: 1n } : grant))
    const plan = planGrant(4000n, { rollover: { times: 'once', max: null } })
    const book = utcBook([plan, ...held], { holds: inHolds(...holds), allowances: inAllowances() })
    const open = settled(book, T + 100n * DAY)
    const count = (kind: string) => open.transactions.filter((t) => t.kind === kind).length
    // 5,000 grants, what rolled over, and three periods that lapsed after it.
    expect(['release', 'rollover', 'expire', 'grant'].map(count)).toEqual([900, 1, 5004, 4])
    expect(open.transactions).toHaveLength(5909)
    expect(open.transactions.every((t, i, all) => i === 0 || t.effectiveAt >= (all[i - 1]?.effectiveAt ?? 0n))).toBe(
      true,
    )
  })
})
