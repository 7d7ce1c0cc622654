import { describe, expect, it } from 'vitest'
import type { Pack } from '../catalogue/plans'
import { Refusal } from '../refusals'
import { type Choice, type Counter, planSale, requireShownPrice } from './plan-order'

const PACKS: readonly Pack[] = [
  pack('small', 100_000n, 690n),
  pack('medium', 250_000n, 1450n),
  pack('large', 1_000_000n, 4900n),
  { ...pack('dollars', 100_000n, 790n), currency: 'USD' },
]
const COUNTER: Counter = {
  packs: PACKS,
  currency: 'EUR',
  buyer: { country: 'FR', vatId: null },
  sellerCountry: 'FR',
  language: 'en',
}

function pack(key: string, tokens: bigint, priceCents: bigint): Pack {
  const names = { nameEn: `${key} pack`, nameFr: `pack ${key}` }
  return { key, ...names, tokens: tokens * 1000n, priceCents, currency: 'EUR', expiresAfterDays: 365 }
}

function refusal(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('Nothing was refused.')
}

describe('a pack', () => {
  it('costs what the server says, with the tax of the buyer, named in their language', () => {
    expect(planSale({ packKey: 'medium' }, { ...COUNTER, language: 'fr' })).toEqual({
      kind: 'pack',
      packKey: 'medium',
      planKey: null,
      name: 'pack medium',
      tokens: 250_000_000n,
      expiryDays: 365,
      refundDays: 14,
      netCents: 1450n,
      taxCents: 290n,
      totalCents: 1740n,
      currency: 'EUR',
      tax: { rule: 'rate', rateBasis: 2000, country: 'FR' },
    })
  })

  it.each(['retired', 'dollars', '', 'constructor'])('"%s" is not sold in this account', (packKey) => {
    expect(refusal(() => planSale({ packKey }, COUNTER))).toMatchObject({
      kind: 'invalid-input',
      faults: [{ pointer: '/packKey', code: 'not-sold' }],
    })
  })

  it('of another price than was shown asks again, with the new price', () => {
    const sale = planSale({ packKey: 'medium' }, COUNTER)
    expect(() => requireShownPrice(sale, 1740n)).not.toThrow()
    const changed = refusal(() => requireShownPrice(sale, 1739n))
    expect(changed).toMatchObject({ kind: 'price-changed', facts: { totalCents: '1740', currency: 'EUR' } })
  })
})

describe('an amount', () => {
  const netOf = (tokens: bigint) => planSale({ tokens: tokens * 1000n }, COUNTER).netCents

  it('has the price per token of the largest pack that is not larger, and never more than a larger pack costs', () => {
    expect(netOf(100_000n)).toBe(690n)
    expect(netOf(150_000n)).toBe(1035n)
    expect(netOf(240_000n)).toBe(1450n)
    expect(netOf(250_000n)).toBe(1450n)
    expect(netOf(720_000n)).toBe(4176n)
    expect(netOf(2_000_000n)).toBe(9800n)
    expect(netOf(20_001n)).toBe(139n)
  })

  it('never costs less when it is more, up to the last pack', () => {
    const prices = Array.from({ length: 200 }, (_, i) => netOf(BigInt(i + 2) * 5_000n))
    expect(prices.every((price, i) => i === 0 || price >= (prices[i - 1] ?? 0n))).toBe(true)
  })

  it.each<[string, Choice, string]>([
    ['nothing', { tokens: 0n }, 'whole-tokens'],
    ['less than nothing', { tokens: -1000n }, 'whole-tokens'],
    ['a part of a token', { tokens: 1500n }, 'whole-tokens'],
    ['so little that no card takes it', { tokens: 1000n }, 'too-small'],
    ['more than is sold at once', { tokens: 100_000_001_000n }, 'too-large'],
  ])('of %s is refused at its field', (_, choice, code) => {
    expect(refusal(() => planSale(choice, COUNTER)).faults).toMatchObject([{ pointer: '/tokens', code }])
  })

  it('is not sold in a currency without packs', () => {
    const refused = refusal(() => planSale({ tokens: 1000n }, { ...COUNTER, currency: 'CHF' }))
    expect(refused.faults).toMatchObject([{ pointer: '/tokens', code: 'not-sold' }])
  })
})
