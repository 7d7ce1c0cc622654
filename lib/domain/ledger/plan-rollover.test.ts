import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import { DAY, SECOND } from '../instants'
import { costCentsLeft } from './cost-left'
import type { Book, Grant, RolloverRule } from './model'
import { planPeriod, planRollover } from './plan-rollover'
import { OpenBook } from './posting'

/** 28 February 2026 in UTC: the end of period 0, as counted from 31 January. */
const T = 1_772_236_800n * SECOND
const allowance = allowanceOf('019b0000-0000-7000-8000-00000000000a', 10_000n, T)
const utcBook = (grants: readonly Grant[], overrides: Partial<Book> = {}) =>
  bookOf(grants, { timeZone: 'UTC', ...overrides })
/** 31 March: the end of the period after. */
const NEXT_END = T + 31n * DAY
const ORIGIN = '019b0000-0000-7000-8000-0000000000b1'
const BY = { actor: 'system:test', effectiveAt: T }

function ending(available: bigint, rollover: RolloverRule | null, overrides: Partial<Grant> = {}): Grant {
  const terms = { source: 'plan' as const, priority: 20, expiresAt: T, allowanceId: allowance.id, periodN: 0 }
  const spent = 10_000n - available - (overrides.rolledOver ?? 0n)
  return grantOf(ORIGIN, 10_000n, { ...terms, available, spent, rollover, ...overrides })
}

const inBook = (grant: Grant) => utcBook([grant], { allowances: new Map([[allowance.id, allowance]]) })
const once = (max: bigint | null): RolloverRule => ({ times: 'once', max })

test.each([
  ['nothing without a rule', 4000n, null, 0n, 0n],
  ['nothing of nothing', 0n, once(null), 0n, 0n],
  ['all of it without a most', 4000n, once(null), 0n, 4000n],
  ['all of it below the most', 4000n, once(4001n), 0n, 4000n],
  ['the most of it', 4000n, once(3000n), 0n, 3000n],
  ['what room is left', 4000n, once(3000n), 2999n, 1n],
  ['nothing once the most has', 4000n, once(3000n), 3000n, 0n],
])('rolls over %s', (_, unused, rule, rolledOver, rolled) => {
  const grant = ending(unused, rule, { rolledOver })
  const draft = planRollover(inBook(grant), grant, T)
  expect(draft?.newGrants?.[0]?.amount ?? 0n).toBe(rolled)
  expect(draft?.entries.map(({ from, to, amount }) => [from, to, amount]) ?? []).toEqual(
    rolled === 0n
      ? []
      : [
          ['available', 'rolledOver', rolled],
          ['issued', 'available', rolled],
        ],
  )
})

describe('what rolled over', () => {
  it('lasts as long as the next period, keeps its restriction and knows where it comes from', () => {
    const grant = ending(4000n, once(null), { costCents: 1000n, allowedActions: ['unit'] })
    expect(planRollover(inBook(grant), grant, T)?.newGrants?.[0]).toMatchObject({
      source: 'rollover',
      amount: 4000n,
      effectiveAt: T,
      expiresAt: NEXT_END,
      costCents: 400n,
      allowedActions: ['unit'],
      originGrantId: ORIGIN,
      allowanceId: allowance.id,
      periodN: 1,
    })
  })

  it('rolls over again only by a rule without end', () => {
    const unlimited: RolloverRule = { times: 'unlimited', max: 3000n }
    const into = (rule: RolloverRule) => {
      const grant = ending(4000n, rule)
      return planRollover(inBook(grant), grant, T)?.newGrants?.[0]?.rollover
    }
    expect([into(once(3000n)), into(unlimited)]).toEqual([null, unlimited])
  })

  it('goes nowhere when the period after is over too', () => {
    const grant = ending(4000n, once(null))
    expect([planRollover(inBook(grant), grant, NEXT_END - 1n), planRollover(inBook(grant), grant, NEXT_END)]).toEqual([
      expect.anything(),
      null,
    ])
  })

  it('of a grant without a period is a defect', () => {
    const grant = ending(4000n, once(null), { periodN: null })
    expect(() => planRollover(inBook(grant), grant, T)).toThrow(/no period/)
  })
})

test('rolled over in any parts, tokens never cost more together than was paid', () => {
  const parts = fc.array(fc.bigInt({ min: 1n, max: 4000n }), { maxLength: 8 })
  fc.assert(
    fc.property(parts, fc.bigInt({ min: 0n, max: 99_999n }), (amounts, costCents) => {
      const open = new OpenBook(inBook(ending(10_000n, { times: 'unlimited', max: null }, { costCents })))
      for (const amount of amounts) {
        const grant = open.book.grants.get(ORIGIN)
        const draft = grant && planRollover(open.book, { ...grant, available: min(amount, grant.available) }, T)
        if (draft) open.post({ ...draft, ...BY }, T)
      }
      const [origin, ...rolled] = [...open.book.grants.values()]
      const together = rolled.reduce((sum, grant) => sum + grant.costCents, 0n)
      expect(together).toBeLessThanOrEqual((costCents * (origin?.rolledOver ?? 0n)) / 10_000n)
      expect(costCentsLeft(open.book.grants.values())).toBeLessThanOrEqual(costCents)
    }),
  )
})

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

test('a period begins where the one before ended, by its anchor, and brings the whole allowance', () => {
  const first = planPeriod(utcBook([]), allowance)
  expect(first.draft).toMatchObject({ kind: 'grant', effectiveAt: T })
  expect(first.draft.newGrants?.[0]).toMatchObject({ amount: 10_000n, periodN: 1, effectiveAt: T, expiresAt: NEXT_END })
  expect(first.next).toMatchObject({ nextN: 2, nextAt: NEXT_END })
  const second = planPeriod(utcBook([]), first.next)
  expect(second.draft.newGrants?.[0]).toMatchObject({ effectiveAt: NEXT_END, expiresAt: NEXT_END + 30n * DAY })
  expect(second.grantId).not.toBe(first.grantId)
  expect(planPeriod(utcBook([]), allowance).grantId).toBe(first.grantId)
})
