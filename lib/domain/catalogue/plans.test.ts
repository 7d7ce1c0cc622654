import { describe, expect, test } from 'vitest'
import { findPackAgainstDiscount, type Pack } from './plans'

function pack(key: string, tokens: bigint, priceCents: bigint, currency = 'EUR'): Pack {
  return { key, nameEn: key, nameFr: key, tokens, priceCents, currency, expiresAfterDays: 90 }
}

describe('of two packs the larger never costs more per token', () => {
  const small = pack('small', 25_000_000n, 1000n)
  const large = pack('large', 100_000_000n, 3500n)

  test('a price that falls with size passes, and so does the same price per token', () => {
    expect(findPackAgainstDiscount([small, large], pack('medium', 50_000_000n, 1900n))).toBeNull()
    expect(findPackAgainstDiscount([small], pack('double', 50_000_000n, 2000n))).toBeNull()
  })

  test('a larger pack that several small ones would beat is found, by one cent', () => {
    expect(findPackAgainstDiscount([small, large], pack('medium', 50_000_000n, 2001n))?.key).toBe('small')
  })

  test('a smaller pack that undercuts a larger one is found', () => {
    expect(findPackAgainstDiscount([large], pack('small', 25_000_000n, 874n))?.key).toBe('large')
  })

  test('the pack that is being replaced and packs in another currency do not count', () => {
    expect(findPackAgainstDiscount([small], pack('small', 50_000_000n, 9000n))).toBeNull()
    expect(findPackAgainstDiscount([small], pack('dollars', 50_000_000n, 9000n, 'USD'))).toBeNull()
  })
})
