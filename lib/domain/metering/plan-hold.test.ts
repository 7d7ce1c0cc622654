import { describe, expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import { limitOf } from '@/lib/testing/limits'
import type { RateCard } from '../catalogue/model'
import { DAY, MINUTE } from '../instants'
import { type Book, NIL_ID, type OpenHold } from '../ledger/model'
import { usedIn } from '../quotas/windows'
import { Refusal } from '../refusals'
import type { CaptureRequest, HoldRequest, HoldView } from './model'
import { type AccountLimits, OpenAccount } from './open-account'
import { planCapture, planHold, planRelease } from './plan-hold'

const NOW = 20_000n * DAY
const words = { reasonEn: 'For the test.', reasonFr: "Pour l'essai." }
const perCall = new Map([['call', [{ fromMilli: 0n, numerator: 1n, denominator: 1n }]]])
const line = { actionKey: 'unit', roundingMilli: 1n, minimumMilli: 0n, prices: perCall, ...words }
const card: RateCard = { version: 4, effectiveAt: 0n, lines: new Map([['unit', line]]) }
const NONE: AccountLimits = { limits: [], captureAbove: 'refuse', returned: [] }

function holdRequest(calls: bigint, overrides: Partial<HoldRequest> = {}): HoldRequest {
  const { accountId } = bookOf([])
  const ids = { accountId, source: 'api', key: 'w1', apiKeyId: NIL_ID, memberId: NIL_ID, fingerprint: '00', tags: {} }
  const estimate = { basis: 'quantities', quantities: { call: calls }, tokens: null } as const
  return { ...ids, actionKey: 'unit', lasts: 15n * MINUTE, ...estimate, ...overrides }
}

function captureRequest(calls: bigint, overrides: Partial<CaptureRequest> = {}): CaptureRequest {
  const ids = { accountId: bookOf([]).accountId, holdId: 'h', apiKeyId: NIL_ID, memberId: null, tags: null }
  const work = { quantities: { call: calls }, occurredAt: NOW, mode: 'admit', status: 'succeeded' } as const
  return { ...ids, ...work, fingerprint: '01', ...overrides }
}

/** An account with a hold of 6 tokens in two grants, of the 3 of one and half of the 6 of the other. */
function holding(limits: Partial<AccountLimits> = {}, overrides: Partial<Book> = {}) {
  const grants = [grantOf('a', 3000n, { expiresAt: NOW + DAY, costCents: 30n }), grantOf('b', 6000n)]
  const account = new OpenAccount(bookOf(grants, overrides), { ...NONE, ...limits }, NOW)
  const { hold: view } = planHold(account, holdRequest(6000n), card, 'h', 'key:k')
  const open = account.book.holds.get('h')
  if (!open) throw new Error('The hold is not open.')
  return { account, hold: { view, open } satisfies { view: HoldView; open: OpenHold } }
}

const told = ({ open: { transactions } }: OpenAccount) => transactions.map((t) => [t.kind, t.amount])

describe('a hold', () => {
  it('sits in grants in spend order, costs what they did, and says what it leaves', () => {
    const { account, hold } = holding()
    expect(hold.open.parts).toEqual([
      { grantId: 'a', amount: 3000n },
      { grantId: 'b', amount: 3000n },
    ])
    expect(hold.view).toMatchObject({
      amount: 6000n,
      moneyMilli: 30_000n,
      state: 'open',
      createdAt: NOW,
      expiresAt: NOW + 15n * MINUTE,
      seq: 11n,
      availableAfter: 3000n,
      heldAfter: 6000n,
    })
    expect(told(account)).toEqual([['hold', 6000n]])
  })

  it('of nothing moves nothing and is open all the same', () => {
    const account = new OpenAccount(bookOf([]), NONE, NOW)
    const { hold } = planHold(account, holdRequest(0n), card, 'h', 'key:k')
    expect([hold.seq, hold.amount, account.book.holds.has('h'), told(account)]).toEqual([null, 0n, true, []])
  })

  it('that is refused leaves the account as it was', () => {
    const full = limitOf({ cap: 5000n })
    const account = new OpenAccount(bookOf([grantOf('a', 9000n)]), { ...NONE, limits: [full] }, NOW)
    for (const [request, kind] of [
      [holdRequest(10_000n), 'insufficient-tokens'],
      [holdRequest(6000n), 'window-full'],
      [holdRequest(1n, { actionKey: 'nothing' }), 'unknown-action'],
      [holdRequest(1n, { basis: 'usual' }), 'estimate-missing'],
    ] as const) {
      expect(kindOf(() => planHold(account, request, card, 'h', 'key:k'))).toBe(kind)
    }
    expect([told(account), account.book.holds.size, account.limits]).toEqual([[], 0, [full]])
    const frozen = new OpenAccount(bookOf([grantOf('a', 9000n)], { status: 'frozen' }), NONE, NOW)
    expect(kindOf(() => planHold(frozen, holdRequest(1n), card, 'h', 'key:k'))).toBe('account-frozen')
  })
})

function kindOf(work: () => unknown): string {
  try {
    work()
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.kind
    throw refusal
  }
  return 'done'
}

describe('capturing a hold of 6', () => {
  const REPORT = { mode: 'report' } as const
  const FAILED = { status: 'failed' } as const
  it.each([
    // calls, request, above the hold, [captured, returned, charged, owed]
    [4000n, {}, 'refuse', [4000n, 2000n, 4000n, 0n], 'release of 2000, capture of 4000'],
    [6000n, {}, 'refuse', [6000n, 0n, 6000n, 0n], 'capture of 6000'],
    [0n, {}, 'refuse', [0n, 6000n, 0n, 0n], 'release of 6000'],
    [4000n, FAILED, 'refuse', [0n, 6000n, 0n, 0n], 'release of 6000'],
    [8000n, {}, 'charge', [6000n, 0n, 8000n, 0n], 'capture of 8000'],
    [8000n, REPORT, 'refuse', [6000n, 0n, 8000n, 0n], 'capture of 8000'],
    [11_000n, REPORT, 'refuse', [6000n, 0n, 11_000n, 2000n], 'capture of 11000'],
    [10_000n, {}, 'charge', [6000n, 0n, 10_000n, 1000n], 'capture of 10000'],
  ] as const)('by %s thousandths of a call (%o, above: %s): %s', (calls, request, captureAbove, amounts, posted) => {
    const { account, hold } = holding({ captureAbove }, { debtLimit: 1000n })
    const done = planCapture(account, hold, captureRequest(calls, request), card, 'c', 'key:k')
    expect([done.hold.captured, done.hold.returned, done.charge.tokens, done.charge.owed]).toEqual(amounts)
    const [, ...after] = account.open.transactions
    expect(after.map((t) => `${t.kind} of ${t.amount}`).join(', ')).toBe(posted)
    expect(done.hold).toMatchObject({ state: 'captured', chargeId: 'c', resolvedAt: NOW + 1n })
    expect([account.book.held, account.book.holds.size]).toEqual([0n, 0])
    expect(done.charge).toMatchObject({ key: 'w1', source: 'api', availableAfter: account.book.available })
  })

  it('is paid from its own grants in their order, and what is above it from what is first in spend order', () => {
    const { account, hold } = holding({ captureAbove: 'charge' })
    const { charge } = planCapture(account, hold, captureRequest(7000n), card, 'c', 'key:k')
    expect(charge.paidFrom.map(({ grantId, amount }) => [grantId, amount])).toEqual([
      ['a', 3000n],
      ['b', 3000n],
      ['b', 1000n],
    ])
  })

  it.each([
    [8000n, 'refuse', 'capture-above-hold'],
    [11_000n, 'charge', 'insufficient-tokens'],
  ] as const)('by %s is refused where the rule is to %s: %s; the hold stays open', (calls, captureAbove, kind) => {
    const { account, hold } = holding({ captureAbove }, { debtLimit: 1000n })
    expect(kindOf(() => planCapture(account, hold, captureRequest(calls), card, 'c', 'key:k'))).toBe(kind)
    expect([account.book.held, account.book.holds.size, told(account).length]).toEqual([6000n, 1, 1])
  })

  it('gives the windows back what it did not take, and counts what it took above', () => {
    const used = (calls: bigint, request: object = {}) => {
      const limits = [limitOf(), limitOf({ measure: 'operations' }), limitOf({ measure: 'money', cap: 10n ** 9n })]
      const { account, hold } = holding({ limits, captureAbove: 'charge' })
      planCapture(account, hold, captureRequest(calls, request), card, 'c', 'key:k')
      return account.limits.map(({ window }) => window && usedIn(window))
    }
    expect(used(6000n)).toEqual([6000n, 1000n, 30_000n])
    expect(used(1500n)).toEqual([1500n, 1000n, 15_000n])
    expect(used(8000n)).toEqual([8000n, 1000n, 30_000n])
    expect(used(0n)).toEqual([0n, 1000n, 0n])
    expect(used(1500n, FAILED)).toEqual([0n, 0n, 0n])
  })
})

describe('giving back', () => {
  it('returns all to its grants and out of the windows, and ends the hold', () => {
    const { account, hold } = holding({ limits: [limitOf(), limitOf({ measure: 'operations' })] })
    expect(planRelease(account, hold, 'key:k')).toMatchObject({ state: 'released', captured: 0n, returned: 6000n })
    expect([account.book.available, account.book.held, account.book.holds.size]).toEqual([9000n, 0n, 0])
    expect(account.limits.map(({ window }) => window && usedIn(window))).toEqual([0n, 0n])
    expect(account.open.resolvedHolds).toHaveLength(1)
  })

  it('pays debt from what comes back, whether by a release or with a capture', () => {
    const { account, hold } = holding({}, { debt: 4000n })
    planRelease(account, hold, 'key:k')
    expect(told(account)).toEqual([
      ['hold', 6000n],
      ['release', 6000n],
      ['debt', 4000n],
    ])
    const other = holding({}, { debt: 10_000n })
    const { charge } = planCapture(other.account, other.hold, captureRequest(5000n), card, 'c', 'key:k')
    expect(told(other.account)).toEqual([
      ['hold', 6000n],
      ['release', 1000n],
      ['debt', 4000n],
      ['capture', 5000n],
    ])
    expect([charge.availableAfter, charge.debtAfter]).toEqual([0n, 6000n])
  })

  it('a second time is a defect: what is not open cannot be resolved', () => {
    const { account, hold } = holding()
    planRelease(account, hold, 'key:k')
    expect(() => planRelease(account, hold, 'key:k')).toThrow()
  })
})

it('a hold that ran out leaves the windows as the account is opened, before anybody asks them', () => {
  const { account } = holding({ limits: [limitOf({ cap: 6000n })] })
  const [limit] = account.limits
  const later = new OpenAccount(account.book, { ...NONE, limits: limit ? [limit] : [] }, NOW + 15n * MINUTE)
  expect(later.limits.map(({ window }) => window && usedIn(window))).toEqual([0n])
  expect(later.open.resolvedHolds).toMatchObject([{ state: 'expired', windowsDue: false }])
  expect(kindOf(() => planHold(later, holdRequest(6000n), card, 'h2', 'key:k'))).toBe('done')
})
