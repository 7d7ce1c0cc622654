import { describe, expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import type { RateCard } from '../catalogue/model'
import { DAY, HOUR, MINUTE } from '../instants'
import { type Book, NIL_ID } from '../ledger/model'
import type { Refusal } from '../refusals'
import type { UsageEvent } from './model'
import { OpenAccount } from './open-account'
import { EVENT_AGE_MAX, FUTURE_TOLERANCE, planUsage } from './plan-usage'

const NOW = 1_000n * DAY
const words = { reasonEn: 'For the test.', reasonFr: "Pour l'essai." }
const perCall = new Map([['call', [{ fromMilli: 0n, numerator: 1n, denominator: 1n }]]])
const line = (actionKey: string) => ({ actionKey, roundingMilli: 1n, minimumMilli: 0n, prices: perCall, ...words })
const card: RateCard = { version: 4, effectiveAt: 0n, lines: new Map([['unit', line('unit')]]) }

function event(overrides: Partial<UsageEvent> = {}): UsageEvent {
  const { accountId } = bookOf([])
  const ids = { accountId, source: 'api', key: 'e1', apiKeyId: NIL_ID, memberId: NIL_ID, fingerprint: '00', tags: {} }
  const work = {
    actionKey: 'unit',
    quantities: { call: 5000n },
    occurredAt: NOW,
    mode: 'admit',
    status: 'succeeded',
  } as const
  return { ...ids, ...work, ...overrides }
}

function openAccount(book: Book): OpenAccount {
  return new OpenAccount(book, { limits: [], captureAbove: 'refuse', returned: [] }, NOW)
}

function plan(book: Book, overrides: Partial<UsageEvent> = {}) {
  const account = openAccount(book)
  const { charge } = planUsage(account, event(overrides), card, 'c1', 'key:k')
  return { charge, book: account.book, transaction: account.open.transactions.at(-1) ?? null }
}

function refusalOf(book: Book, overrides: Partial<UsageEvent> = {}): Refusal {
  try {
    plan(book, overrides)
  } catch (refusal) {
    return refusal as Refusal
  }
  throw new Error('It was not refused.')
}

it('charges across grants and says who paid, at which price, and what is left', () => {
  const book = bookOf([grantOf('a', 3000n, { expiresAt: NOW + DAY }), grantOf('b', 9000n)])
  const { charge, transaction } = plan(book)
  expect(charge).toMatchObject({
    tokens: 5000n,
    rateCardVersion: 4,
    paidFrom: [
      { grantId: 'a', grantName: 'a', amount: 3000n },
      { grantId: 'b', grantName: 'b', amount: 2000n },
    ],
    owed: 0n,
    availableAfter: 7000n,
    seq: 11n,
  })
  expect(transaction).toMatchObject({ kind: 'charge', amount: 5000n, actor: 'key:k' })
})

describe('lack of tokens', () => {
  it('is refused with what is needed, what is left for this action, and the next addition', () => {
    const pending = grantOf('soon', 8000n, { available: 0n, pending: 8000n, effectiveAt: NOW + HOUR })
    const forImages = { allowedActions: ['image'] }
    const sooner = { available: 0n, pending: 9000n, effectiveAt: NOW + MINUTE, ...forImages }
    const book = bookOf([grantOf('a', 3000n), grantOf('i', 9000n, forImages), grantOf('j', 9000n, sooner), pending])
    expect(refusalOf(book)).toMatchObject({
      kind: 'insufficient-tokens',
      facts: { needed: '5', available: '3', shortfall: '2', nextAddition: { at: '1972-09-27T01:00:00Z', tokens: '8' } },
    })
  })

  it.each([
    [2000n, 0n, true],
    [1999n, 0n, false],
    [5000n, 3000n, true],
    [4999n, 3000n, false],
  ])('with a debt limit of %s and a debt of %s is admitted: %s', (debtLimit, debt, isAdmitted) => {
    const book = bookOf([grantOf('a', 3000n)], { debtLimit, debt })
    if (isAdmitted)
      expect(plan(book).charge).toMatchObject({ owed: 2000n, debtAfter: debt + 2000n, availableAfter: 0n })
    else expect(refusalOf(book).kind).toBe('insufficient-tokens')
  })

  it('does not stop work that is done: the shortfall is owed', () => {
    expect(plan(bookOf([]), { mode: 'report' }).charge).toMatchObject({
      tokens: 5000n,
      paidFrom: [],
      owed: 5000n,
      debtAfter: 5000n,
    })
  })
})

it.each([
  ['the oldest allowed', { occurredAt: NOW - EVENT_AGE_MAX }, null],
  ['too old', { occurredAt: NOW - EVENT_AGE_MAX - 1n }, 'event-too-old'],
  ['too old, though done', { occurredAt: NOW - EVENT_AGE_MAX - 1n, mode: 'report' }, 'event-too-old'],
  ['a clock slightly ahead', { occurredAt: NOW + FUTURE_TOLERANCE }, null],
  ['the future', { occurredAt: NOW + FUTURE_TOLERANCE + 1n }, 'event-in-future'],
  ['an unknown action', { actionKey: 'nothing' }, 'unknown-action'],
  ['an unknown action that failed', { actionKey: 'nothing', status: 'failed' }, 'unknown-action'],
  ['an unknown quantity class', { quantities: { second: 1n } }, 'unknown-quantity-class'],
] as const)('answers %s', (_, overrides, kind) => {
  const book = bookOf([grantOf('a', 9000n)])
  if (kind === null) expect(plan(book, overrides).charge.tokens).toBe(5000n)
  else expect(refusalOf(book, overrides).kind).toBe(kind)
})

it('admits nothing on a frozen account, records what is done, and never prices without a card', () => {
  const frozen = bookOf([grantOf('a', 9000n)], { status: 'frozen' })
  expect(refusalOf(frozen).kind).toBe('account-frozen')
  expect(plan(frozen, { mode: 'report' }).charge.tokens).toBe(5000n)
  expect(() => planUsage(openAccount(bookOf([])), event(), null, 'c1', 'key:k')).toThrow(/No rate card was in force/)
})

it('flags what is reported more than an hour after it occurred', () => {
  const late = (age: bigint) => plan(bookOf([grantOf('a', 9000n)]), { occurredAt: NOW - age }).charge.late
  expect([late(MINUTE), late(HOUR), late(HOUR + 1n)]).toEqual([false, false, true])
})

it('takes no ledger transaction for a failed or a free operation', () => {
  const book = bookOf([grantOf('a', 9000n)])
  for (const overrides of [{ status: 'failed' }, { quantities: { call: 0n } }] as const) {
    const planned = plan(book, overrides)
    expect([planned.transaction, planned.charge.tokens, planned.charge.seq, planned.book]).toStrictEqual([
      null,
      0n,
      null,
      book,
    ])
  }
})
