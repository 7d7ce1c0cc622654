import { describe, expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import type { Book } from './model'
import { availableFor, planDrawdown } from './plan-drawdown'
import { planGrant, planRevocation } from './plan-grant'
import { nextEventAt, planDebtPayment, settle } from './plan-settlement'
import { type Draft, nextInstant, OpenBook } from './posting'
import { inSpendOrder } from './spend-order'

function settled(book: Book, now: bigint): OpenBook {
  const open = new OpenBook(book)
  settle(open, now)
  return open
}

function posted(book: Book, draft: Draft, clock: bigint) {
  const open = new OpenBook(book)
  const transaction = open.post(draft, clock)
  return { book: open.book, transaction }
}

const BY = { actor: 'staff:test', reason: 'For the test.' }

describe('spend order', () => {
  it('is priority, then soonest expiry, then free before paid, then oldest', () => {
    const grants = [
      grantOf('pack that never expires', 1n, { priority: 30 }),
      grantOf('paid, same expiry', 1n, { expiresAt: 500n, costCents: 10n }),
      grantOf('free, same expiry, younger', 1n, { expiresAt: 500n, effectiveAt: 20n }),
      grantOf('free, same expiry, older', 1n, { expiresAt: 500n, effectiveAt: 10n }),
      grantOf('soonest', 1n, { expiresAt: 400n, costCents: 10n }),
      grantOf('first by priority', 1n, { priority: 5 }),
      grantOf('never expires', 1n),
    ]
    expect(inSpendOrder(grants, null, 100n).map((grant) => grant.id)).toEqual([
      'first by priority',
      'soonest',
      'free, same expiry, older',
      'free, same expiry, younger',
      'paid, same expiry',
      'never expires',
      'pack that never expires',
    ])
  })

  it('leaves out what is empty, not yet effective, expired at this instant, or for other actions only', () => {
    const grants = [
      grantOf('empty', 0n),
      grantOf('later', 1n, { effectiveAt: 101n }),
      grantOf('just expired', 1n, { expiresAt: 100n }),
      grantOf('for images', 1n, { allowedActions: ['image'] }),
      grantOf('for chat', 1n, { allowedActions: ['chat'] }),
      grantOf('for all', 1n),
    ]
    const ids = (action: string | null) => inSpendOrder(grants, action, 100n).map((grant) => grant.id)
    expect([ids('chat'), ids(null)]).toEqual([['for all', 'for chat'].sort(), ['for all']])
  })
})

it('draws grant by grant and states the shortfall', () => {
  const grants = [
    grantOf('a', 5n, { expiresAt: 400n }),
    grantOf('b', 5n, { allowedActions: ['image'] }),
    grantOf('c', 5n),
  ]
  expect(planDrawdown(grants, 12n, 'chat', 100n)).toEqual({
    entries: [
      { grantId: 'a', from: 'available', to: 'spent', amount: 5n },
      { grantId: 'c', from: 'available', to: 'spent', amount: 5n },
    ],
    shortfall: 2n,
  })
  expect([
    availableFor(grants, 'chat', 100n),
    availableFor(grants, 'image', 100n),
    availableFor(grants, null, 100n),
  ]).toEqual([10n, 15n, 10n])
})

describe('posting', () => {
  const book = bookOf([grantOf('a', 5n)], { lastTransactionAt: 1000n })

  it('takes the clock, but is always later than the last transaction', () => {
    expect([nextInstant(book, 2000n), nextInstant(book, 1000n), nextInstant(book, 1n)]).toEqual([2000n, 1001n, 1001n])
  })

  it('leaves the old book as it was and refuses a bucket below zero', () => {
    const entry = { grantId: 'a', from: 'available', to: 'spent', amount: 5n } as const
    const entries = [entry]
    const { book: after } = posted(book, { kind: 'charge', entries, ...BY }, 2000n)
    expect([book.available, book.grants.get('a')?.spent, after.available, after.grants.get('a')?.spent]).toEqual([
      5n,
      0n,
      0n,
      5n,
    ])
    expect(() => posted(after, { kind: 'charge', entries, ...BY }, 2000n)).toThrow(/negative available/)
    expect(() => posted(book, { kind: 'charge', entries: [{ ...entry, amount: 0n }], ...BY }, 2000n)).toThrow(
      /positive/,
    )
  })

  it('refuses totals that PostgreSQL could not count', () => {
    const full = bookOf([], { available: 9n * 10n ** 18n })
    const grant = {
      id: 'x',
      source: 'promo',
      name: 'x',
      amount: 1n,
      priority: 1,
      effectiveAt: 0n,
      expiresAt: null,
      costCents: 0n,
      allowedActions: [],
      originGrantId: null,
      ...BY,
    } as const
    expect(() => posted(full, planGrant(full, grant, 1n), 1n)).toThrow(/more than can be counted/)
  })
})

describe('settlement', () => {
  const book = bookOf(
    [
      grantOf('lapses at 300', 7n, { expiresAt: 300n }),
      grantOf('lapses at 200', 5n, { expiresAt: 200n }),
      grantOf('comes at 200, lapses at 250', 9n, {
        available: 0n,
        pending: 9n,
        effectiveAt: 200n,
        expiresAt: 250n,
        createdSeq: 2n,
      }),
    ],
    { available: 12n },
  )

  it('posts everything due in the order of its instants, expiry before what takes effect', () => {
    const { book: after, transactions } = settled(book, 260n)
    expect(transactions.map((t) => [t.kind, t.effectiveAt, t.amount, t.availableAfter, t.recordedAt])).toEqual([
      ['expire', 200n, 5n, 7n, 260n],
      ['grant', 200n, 9n, 16n, 261n],
      ['expire', 250n, 9n, 7n, 262n],
    ])
    expect(nextEventAt(after)).toBe(300n)
  })

  it('does nothing before anything is due, and nothing twice', () => {
    expect(settled(book, 199n).transactions).toEqual([])
    const once = settled(book, 10_000n)
    expect(settled(once.book, 20_000n).transactions).toEqual([])
    expect(once.book.available).toBe(0n)
  })

  it('pays debt first from what takes effect, never from restricted grants', () => {
    const owing = {
      ...book,
      debt: 4n,
      available: 0n,
      grants: new Map([...book.grants].filter(([id]) => id.startsWith('comes'))),
    }
    const { book: after, transactions } = settled(owing, 210n)
    expect(transactions.map((t) => [t.kind, t.amount, t.debtAfter, t.availableAfter])).toEqual([
      ['grant', 9n, 4n, 9n],
      ['debt', 4n, 0n, 5n],
    ])
    expect(after.grants.get('comes at 200, lapses at 250')?.spent).toBe(4n)
    expect(planDebtPayment(bookOf([grantOf('image', 9n, { allowedActions: ['image'] })], { debt: 4n }), 1n)).toBeNull()
  })
})

it('takes away at most what is available, and refuses a grant that would lapse before it begins', () => {
  const book = bookOf([grantOf('a', 5n)])
  expect(planRevocation(book, 5n, BY, 1n).entries).toEqual([
    { grantId: 'a', from: 'available', to: 'revoked', amount: 5n },
  ])
  expect(() => planRevocation(book, 6n, BY, 1n)).toThrow(/more than the account has left/)
})
