import { expect, it } from 'vitest'
import { allowanceOf, bookOf } from '@/lib/testing/books'
import { expectRenewals } from './expect-renewals'
import type { Allowance } from './model'
import { nextPeriodAt } from './model'

const NEXT = 1000n

function comes(overrides: Partial<Allowance>, now: bigint) {
  const allowance = allowanceOf('plan', 1000n, NEXT, { paidUntil: NEXT, ...overrides })
  const book = bookOf([], { allowances: new Map([[allowance.id, allowance]]) })
  const expected = [...expectRenewals(book, now).allowances.values()]
  return expected.map(nextPeriodAt)
}

it('a period that is paid by card when it comes is expected', () =>
  expect(comes({ isBilled: true }, 999n)).toEqual([NEXT]))

it('one that was not paid when it came is not', () => expect(comes({ isBilled: true }, NEXT)).toEqual([null]))

it('nor is one after the end of what the seller bills elsewhere', () =>
  expect(comes({ isBilled: false }, 1n)).toEqual([null]))

it('nor one of a plan that is to end', () => expect(comes({ isBilled: true, nextAt: null }, 1n)).toEqual([null]))
