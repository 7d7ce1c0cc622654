import { expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import { limitOf } from '@/lib/testing/limits'
import type { RateCard } from '../catalogue/model'
import { DAY } from '../instants'
import { type Book, NIL_ID } from '../ledger/model'
import { type AccountLimits, OpenAccount } from './open-account'
import { planQuote } from './plan-quote'

const NOW = 20_000n * DAY
const words = { reasonEn: 'For the test.', reasonFr: "Pour l'essai." }
const perCall = new Map([['call', [{ fromMilli: 0n, numerator: 1n, denominator: 2n }]]])
const line = { actionKey: 'unit', roundingMilli: 1n, minimumMilli: 0n, prices: perCall, ...words }
const card: RateCard = { version: 4, effectiveAt: 0n, lines: new Map([['unit', line]]) }
const NONE: AccountLimits = { limits: [], captureAbove: 'refuse', returned: [] }

function quoted(book: Book, calls: bigint, limits: Partial<AccountLimits> = {}, more: object = {}) {
  const account = new OpenAccount(book, { ...NONE, ...limits }, NOW)
  const asked = { actionKey: 'unit', basis: 'quantities', quantities: { call: calls }, tokens: null } as const
  const quote = planQuote(account, { ...asked, apiKeyId: NIL_ID, memberId: NIL_ID, ...more }, card)
  return { account, quote, refused: quote.refusals.map(({ kind }) => kind) }
}

it('says what it would cost and what there is, and changes nothing', () => {
  const limits = [limitOf({ cap: 10_000n })]
  const book = bookOf([grantOf('a', 9000n), grantOf('i', 5000n, { allowedActions: ['image'] })])
  const { account, quote } = quoted(book, 8000n, { limits })
  expect(quote).toMatchObject({ tokens: 4000n, available: 9000n, rateCardVersion: 4, refusals: [], delay: 0n })
  expect(quote.pricing?.tokens).toBe(4000n)
  expect([account.open.isChanged, account.limits, account.book.available]).toEqual([false, limits, 14_000n])
})

it('names every reason for which it would be refused, not only the first', () => {
  const book = bookOf([grantOf('a', 1000n)], { status: 'frozen' })
  const { refused } = quoted(book, 8000n, { limits: [limitOf({ cap: 3000n })] })
  expect(refused).toEqual(['account-frozen', 'insufficient-tokens', 'window-full'])
})

it('admits what the debt limit covers, and no more', () => {
  const book = bookOf([grantOf('a', 1000n)], { debtLimit: 3000n })
  expect([quoted(book, 8000n).refused, quoted(book, 8002n).refused]).toEqual([[], ['insufficient-tokens']])
})

it('tells the delay of a slow quota, and takes named tokens as they are', () => {
  const slow = limitOf({ cap: 1000n, policy: 'slow', slowPerMinute: 60 })
  const book = bookOf([grantOf('a', 9000n)])
  const first = quoted(book, 8000n, { limits: [slow] })
  expect([first.refused, first.quote.delay]).toEqual([[], 0n])
  expect(first.account.limits).toEqual([slow])
  const named = quoted(book, 0n, {}, { basis: 'tokens', quantities: {}, tokens: 2500n }).quote
  expect([named.tokens, named.pricing]).toEqual([2500n, null])
})

it('counts in what is due: what has expired is not there, what has arrived is', () => {
  const gone = grantOf('gone', 9000n, { expiresAt: NOW })
  const come = grantOf('come', 2000n, { available: 0n, pending: 2000n, effectiveAt: NOW })
  expect(quoted(bookOf([gone, come]), 8000n)).toMatchObject({
    quote: { available: 2000n },
    refused: ['insufficient-tokens'],
  })
})
