import { expect, it } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import { DAY, parseInstant } from '../instants'
import type { Allowance, Book, Grant } from '../ledger/model'
import { planSettlement } from '../ledger/plan-settlement'
import { comingPeriods } from './coming-periods'
import { nextEvents } from './next-events'

const ENDS = parseInstant('2026-02-27T23:00:00Z') ?? 0n
const NEXT_ENDS = parseInstant('2026-03-30T22:00:00Z') ?? 0n

/** The grant of period 0 of the allowance, with so much left. */
function periodOf({ id, amount, rollover }: Allowance, left: bigint): Grant {
  const place = { allowanceId: id, periodN: 0, expiresAt: ENDS, rollover, source: 'plan' as const }
  return grantOf(id, amount, { ...place, available: left, spent: amount - left })
}

function bookWith(allowance: Allowance, left: bigint, overrides: Partial<Book> = {}): Book {
  const grants = left > 0n ? [periodOf(allowance, left)] : []
  return bookOf(grants, { allowances: new Map([[allowance.id, allowance]]), ...overrides })
}

const told = (book: Book) => nextEvents(book).map(({ kind, at, name, amount }) => [kind, at, name, amount])

it.each([
  ['all of what is left when the rule lets it', { times: 'once', max: 500n } as const, 300n, [['rolls-over', 300n]]],
  [
    'as much as the rule lets, and what lapses',
    { times: 'once', max: 500n } as const,
    800n,
    [
      ['rolls-over', 500n],
      ['expires', 300n],
    ],
  ],
  ['what lapses where nothing rolls over', null, 800n, [['expires', 800n]]],
  ['all without a limit', { times: 'unlimited', max: null } as const, 800n, [['rolls-over', 800n]]],
  ['nothing when all is spent', { times: 'once', max: 500n } as const, 0n, []],
] as const)(
  'at the end of a period tells %s, as the ledger will post it, and then the renewal',
  (_, rollover, left, kinds) => {
    const allowance = allowanceOf('team', 1000n, ENDS, { rollover })
    const book = bookWith(allowance, left)
    expect(nextEvents(book).map(({ kind, amount }) => [kind, amount])).toEqual([...kinds, ['renews', 1000n]])
    const settled = planSettlement(book, ENDS)
    const rolled = left - (kinds.find(([kind]) => kind === 'expires')?.[1] ?? 0n)
    expect(settled.available).toBe(1000n + rolled)
  },
)

it('tells grants of one name that end together as one', () => {
  const allowance = allowanceOf('team', 1000n, ENDS)
  const rolled = grantOf('rolled', 300n, { expiresAt: ENDS, name: 'team' })
  const book = bookOf([periodOf(allowance, 200n), rolled], { allowances: new Map([['team', allowance]]) })
  expect(told(book).slice(0, 1)).toEqual([['expires', ENDS, 'team', 500n]])
})

it('tells what begins in the place of the plan, and what ends without another', () => {
  const next = { id: 'starter', amount: 100n }
  const allowances = new Map([
    ['team', allowanceOf('team', 1000n, ENDS, { nextAt: null })],
    ['starter', allowanceOf('starter', next.amount, ENDS)],
  ])
  const plan = { key: 'team', nextKey: 'starter', nextAt: ENDS }
  expect(told(bookOf([], { allowances, plan }))).toEqual([['begins', ENDS, 'Plan starter', 100n]])
  allowances.delete('starter')
  expect(told(bookOf([], { allowances, plan: { ...plan, nextKey: null } }))).toEqual([['ends', ENDS, 'Plan team', 0n]])
})

it('tells nothing of a period that is not paid for', () => {
  expect(told(bookWith(allowanceOf('team', 1000n, ENDS, { paidUntil: ENDS }), 0n))).toEqual([])
})

it('tells grants by their dates, beside the plan', () => {
  const allowance = allowanceOf('team', 1000n, ENDS)
  const pack = grantOf('pack', 5n, { expiresAt: ENDS - DAY })
  const later = grantOf('later', 7n, { available: 0n, pending: 7n, effectiveAt: ENDS + DAY })
  const book = bookOf([later, pack], { allowances: new Map([['team', allowance]]) })
  expect(told(book)).toEqual([
    ['expires', ENDS - DAY, 'pack', 5n],
    ['renews', ENDS, 'Plan team', 1000n],
    ['takes-effect', ENDS + DAY, 'later', 7n],
  ])
})

it('foresees the periods that the ledger will open', () => {
  const book = bookWith(allowanceOf('team', 1000n, ENDS), 0n)
  const facts = ({ id, effectiveAt, expiresAt, amount }: Grant) => ({ id, effectiveAt, expiresAt, amount })
  const coming = comingPeriods(book, NEXT_ENDS + 1n)
  expect(coming.map((grant) => [grant.pending, grant.effectiveAt])).toEqual([
    [1000n, ENDS],
    [1000n, NEXT_ENDS],
  ])
  const opened = [...planSettlement(book, NEXT_ENDS).grants.values()]
  expect(coming.map(facts)).toEqual(opened.map(facts))
})
