import { describe, expect, it } from 'vitest'
import { ORDER } from '@/lib/testing/refunds'
import { DAY } from '../instants'
import { disputeTransition, lastingFrom, lostMoney, returnedTokens } from './dispute'

it('a dispute that was decided stays so, whatever comes late', () => {
  const next = (was: Parameters<typeof disputeTransition>[0]) =>
    (['open', 'won', 'lost'] as const).map((told) => disputeTransition(was, told))
  expect(next(null)).toEqual(['open', 'won', 'lost'])
  expect(next('open')).toEqual(['open', 'won', 'lost'])
  expect(next('won')).toEqual(['won', 'won', 'won'])
  expect(next('lost')).toEqual(['lost', 'lost', 'lost'])
})

describe('tokens that come back', () => {
  it('last as long as before, and for 30 days at least', () => {
    expect([lastingFrom(null, 0n), lastingFrom(40n * DAY, 0n), lastingFrom(DAY, 0n)]).toEqual([
      null,
      40n * DAY,
      30n * DAY,
    ])
  })

  it('have cost what they cost, rounded down', () => {
    const grant = { amount: 3n, costCents: 100n, expiresAt: null }
    expect(returnedTokens({ revoked: 1n, debt: 1n }, grant, 0n)).toEqual({
      amount: 2n,
      costCents: 66n,
      expiresAt: null,
    })
  })
})

describe('what a bank took', () => {
  const none = { netCents: 0n, taxCents: 0n, totalCents: 0n }
  it('is credited with its share of tax, and adds up', () => {
    expect(lostMoney(ORDER, 1740n, none)).toEqual({ netCents: 1450n, taxCents: 290n, totalCents: 1740n })
    expect(lostMoney(ORDER, 1000n, none)).toEqual({ netCents: 834n, taxCents: 166n, totalCents: 1000n })
  })

  it('is at most what was not refunded before', () => {
    const refunded = { netCents: 986n, taxCents: 197n, totalCents: 1183n }
    expect(lostMoney(ORDER, 1740n, refunded)).toEqual({ netCents: 464n, taxCents: 93n, totalCents: 557n })
  })
})
