import { describe, expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import type { Transaction } from './model'
import { planReversal, RETURNED_TOKENS_LAST } from './plan-reversal'
import { OpenBook } from './posting'

const BY = { actor: 'staff:test', reason: 'For the test.' }

describe('reversal', () => {
  const charge: Transaction = {
    seq: 7n,
    kind: 'charge',
    amount: 10n,
    availableAfter: 0n,
    heldAfter: 0n,
    debtAfter: 3n,
    recordedAt: 50n,
    effectiveAt: 50n,
    actor: 'key:x',
    reason: 'chat',
    reverses: null,
    entries: [
      { grantId: 'lapsed', from: 'available', to: 'spent', amount: 4n },
      { grantId: 'open', from: 'available', to: 'spent', amount: 3n },
      { grantId: null, from: 'settled', to: 'debt', amount: 3n },
    ],
  }
  const grants = [
    grantOf('lapsed', 8n, {
      available: 0n,
      spent: 4n,
      expired: 4n,
      expiresAt: 100n,
      costCents: 100n,
      allowedActions: ['chat'],
    }),
    grantOf('open', 3n, { available: 0n, spent: 3n }),
  ]
  const ids = () => {
    let n = 0
    return () => `returned ${++n}`
  }

  it('returns tokens to their grants, lapsed ones as a new grant of 30 days with the old restriction and cost basis, and lowers debt first', () => {
    const book = bookOf(grants, { debt: 1n })
    const draft = planReversal(book, charge, BY, ids(), 200n)
    expect(draft.entries).toEqual([
      { grantId: 'lapsed', from: 'spent', to: 'rolledOver', amount: 4n },
      { grantId: 'returned 1', from: 'issued', to: 'available', amount: 4n },
      { grantId: 'open', from: 'spent', to: 'available', amount: 3n },
      { grantId: null, from: 'debt', to: 'settled', amount: 1n },
      { grantId: 'returned 2', from: 'issued', to: 'available', amount: 2n },
    ])
    expect(draft.newGrants).toMatchObject([
      {
        id: 'returned 1',
        source: 'refund',
        costCents: 50n,
        allowedActions: ['chat'],
        originGrantId: 'lapsed',
        expiresAt: 200n + RETURNED_TOKENS_LAST,
      },
      { id: 'returned 2', costCents: 0n, allowedActions: [], originGrantId: null },
    ])
    const transaction = new OpenBook(book).post(draft, 200n)
    expect([transaction.amount, transaction.availableAfter, transaction.debtAfter]).toEqual([10n, 9n, 0n])
  })

  it('revokes what is left of a grant, and nothing when nothing is', () => {
    const made = {
      ...charge,
      kind: 'grant',
      amount: 9n,
      entries: [{ grantId: 'g', from: 'issued', to: 'available', amount: 9n }],
    } as const
    const book = bookOf([grantOf('g', 9n, { available: 5n, spent: 4n })])
    expect(planReversal(book, made, BY, ids(), 200n)).toMatchObject({
      entries: [{ from: 'available', to: 'revoked', amount: 5n }],
    })
    expect(() => planReversal(bookOf([grantOf('g', 9n, { available: 0n, spent: 9n })]), made, BY, ids(), 200n)).toThrow(
      /Nothing of that grant is left/,
    )
  })

  it('refuses what time brought about', () => {
    const expired = { ...charge, kind: 'expire', entries: [] } as const
    expect(() => planReversal(bookOf(grants), expired, BY, ids(), 200n)).toThrow(/"expire" cannot be reversed/)
  })
})
