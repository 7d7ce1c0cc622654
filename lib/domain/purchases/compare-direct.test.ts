import { describe, expect, test } from 'vitest'
import type { ComparisonPrice } from '../catalogue/comparisons'
import { compareDirect, directCents } from './compare-direct'

/** 15 cents a million units in, 4/3 of a cent a unit out. */
const PRICE: ComparisonPrice = {
  key: 'example',
  provider: 'Example',
  currency: 'EUR',
  monthlyFeeCents: 500n,
  pricedOn: '2026-11-02',
  sourceUrl: 'https://example.com/prices',
  prices: [
    { actionKey: 'chat', quantityClass: 'input', numerator: 15n, denominator: 1_000_000n },
    { actionKey: 'chat', quantityClass: 'output', numerator: 4n, denominator: 3n },
  ],
}

const used = (quantities: Record<string, bigint>, actionKey = 'chat') =>
  Object.entries(quantities).map(([quantityClass, unitsMilli]) => ({ actionKey, quantityClass, unitsMilli }))

const cost = (typical: bigint) => ({ low: typical, typical, high: typical, worst: typical })

describe('direct billing', () => {
  test('is fee and units, exact, rounded up once', () => {
    expect(directCents(PRICE, used({ input: 2_000_000_000n }))).toBe(530n)
    expect(directCents(PRICE, used({ input: 1000n, output: 3000n }))).toBe(505n)
    expect(directCents(PRICE, used({ output: 3000n }))).toBe(504n)
  })

  test('costs its fee when nothing is used', () => {
    expect(directCents(PRICE, used({}))).toBe(500n)
    expect(directCents(PRICE, used({ second: 0n }))).toBe(500n)
  })

  test('is not summed when it names no price for what is used', () => {
    expect(directCents(PRICE, used({ input: 1000n, second: 1000n }))).toBeNull()
    expect(directCents(PRICE, used({ input: 1000n }, 'image'))).toBeNull()
  })
})

describe('the comparison', () => {
  test('says that direct billing is cheaper where it is, by the part of the dearer', () => {
    expect(compareDirect(cost(400n), cost(300n))).toEqual({ cheaper: 'direct', percent: 25n })
  })

  test('says that tokens are cheaper where they are', () => {
    expect(compareDirect(cost(300n), cost(400n))).toEqual({ cheaper: 'tokens', percent: 25n })
  })

  test('never says more percent than it is, and names neither where both cost the same', () => {
    expect(compareDirect(cost(2n), cost(3n)).percent).toBe(33n)
    expect(compareDirect(cost(3n), cost(3n))).toEqual({ cheaper: 'neither', percent: 0n })
    expect(compareDirect(cost(0n), cost(0n))).toEqual({ cheaper: 'neither', percent: 0n })
  })
})
