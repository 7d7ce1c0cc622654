import { describe, expect, it, test } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import { DAY, SECOND } from '../instants'
import type { Book, Grant, RolloverRule } from './model'
import { planReturn, splitParts } from './plan-return'

/** 28 February 2026 in UTC: the end of period 0, as counted from 31 January. */
const T = 1_772_236_800n * SECOND
const allowance = allowanceOf('019b0000-0000-7000-8000-00000000000a', 10_000n, T)
const utcBook = (grants: readonly Grant[], overrides: Partial<Book> = {}) =>
  bookOf(grants, { timeZone: 'UTC', ...overrides })
const [A, B] = ['019b0000-0000-7000-8000-0000000000b1', '019b0000-0000-7000-8000-0000000000b2']

function heldIn(id: string, amount: bigint, overrides: Partial<Grant> = {}): Grant {
  const ofPlan = { allowanceId: allowance.id, periodN: 0 }
  return grantOf(id, 10_000n, { available: 0n, held: amount, spent: 10_000n - amount, ...ofPlan, ...overrides })
}

/** What becomes of all that the grants hold: by grant, from and to. */
function returned(grants: Grant[], at: bigint, hasLapsed?: (expiresAt: bigint) => boolean) {
  const book = utcBook(grants, { allowances: new Map([[allowance.id, allowance]]) })
  const parts = grants.map(({ id, held }) => ({ grantId: id, amount: held }))
  const { entries, newGrants } = planReturn(book, parts, at, hasLapsed)
  const moves = entries.map(({ grantId, from, to, amount }) => [
    grantId === A ? 'A' : grantId === B ? 'B' : 'new',
    `${from} -> ${to}`,
    amount,
  ])
  return { moves, newGrants: newGrants ?? [] }
}

const rule = (max: bigint | null): { rollover: RolloverRule } => ({ rollover: { times: 'once', max } })

describe('what is held', () => {
  it('goes back to its own grants while they last, to the last microsecond', () => {
    const grants = [heldIn(A, 30n, { expiresAt: T }), heldIn(B, 20n)]
    expect(returned(grants, T - 1n).moves).toEqual([
      ['A', 'held -> available', 30n],
      ['B', 'held -> available', 20n],
    ])
    expect(returned(grants, T).moves).toEqual([
      ['A', 'held -> expired', 30n],
      ['B', 'held -> available', 20n],
    ])
    // Where a hold's own end falls together with its grant's, the hold comes first.
    expect(returned(grants, T, (expiresAt) => expiresAt < T).moves[0]).toEqual(['A', 'held -> available', 30n])
  })

  it.each([
    ['all of it rolls over', 30n, null, 0n, 30n, 0n],
    ['as much as the rule lets through', 30n, 12n, 0n, 12n, 18n],
    ['as much as what rolled over before leaves room for', 30n, 12n, 7n, 5n, 25n],
    ['nothing once the rule is full', 30n, 12n, 12n, 0n, 30n],
  ])('of a grant that ended with its period: %s', (_, held, max, rolledOver, rolled, expired) => {
    const { moves, newGrants } = returned([heldIn(A, held, { expiresAt: T, rolledOver, ...rule(max) })], T + DAY)
    const expected = [
      ['A', 'held -> rolledOver', rolled],
      ['new', 'issued -> available', rolled],
      ['A', 'held -> expired', expired],
    ]
    expect(moves).toEqual(expected.filter(([, , amount]) => amount !== 0n))
    expect(newGrants.map(({ amount, expiresAt, originGrantId }) => [amount, expiresAt, originGrantId])).toEqual(
      rolled === 0n ? [] : [[rolled, T + 31n * DAY, A]],
    )
  })

  it('rolls over out of two grants into one of each, and lapses once the next period is over too', () => {
    const grants = [heldIn(A, 30n, { expiresAt: T, ...rule(null) }), heldIn(B, 20n, { expiresAt: T, ...rule(5n) })]
    const { moves, newGrants } = returned(grants, T + DAY)
    expect(moves.map(([whose, move]) => `${whose} ${move}`)).toEqual([
      'A held -> rolledOver',
      'new issued -> available',
      'B held -> rolledOver',
      'new issued -> available',
      'B held -> expired',
    ])
    expect(new Set(newGrants.map(({ id }) => id)).size).toBe(2)
    expect(returned(grants, T + 31n * DAY).moves.map(([, move]) => move)).toEqual([
      'held -> expired',
      'held -> expired',
    ])
  })

  it('in a grant that the book has not is a defect', () => {
    expect(() => planReturn(utcBook([]), [{ grantId: A, amount: 1n }], T)).toThrow(/not in the book/)
  })
})

test.each([
  [0n, [], [3n, 4n]],
  [2n, [2n], [1n, 4n]],
  [3n, [3n], [4n]],
  [5n, [3n, 2n], [2n]],
  [7n, [3n, 4n], []],
  [9n, [3n, 4n], []],
])('the first %s of parts of 3 and 4 are [%s], the rest [%s]', (amount, first, rest) => {
  const parts = [
    { grantId: A, amount: 3n },
    { grantId: B, amount: 4n },
  ]
  const split = splitParts(parts, amount)
  expect([split.first.map((part) => part.amount), split.rest.map((part) => part.amount)]).toEqual([first, rest])
})
