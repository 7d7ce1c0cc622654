import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPackAgainstDiscount, type Pack } from '../catalogue/plans'
import { priceOfAmount } from './price-of-amount'

function pack(tokens: bigint, priceCents: bigint): Pack {
  return { key: `${tokens}`, nameEn: 'Pack', nameFr: 'Pack', tokens, priceCents, currency: 'EUR', expiresAfterDays: 90 }
}

const PACKS = [pack(25_000_000n, 1000n), pack(1_000_000_000n, 29_000n), pack(150_000_000n, 5100n)]

/** Packs of different sizes with a volume discount that is nowhere broken, the larger dearer in all. */
const anyPacks = fc
  .uniqueArray(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 6n })), {
    minLength: 1,
    maxLength: 5,
    selector: ([tokens]) => tokens,
  })
  .map((pairs) => pairs.map(([tokens, cents]) => pack(tokens, cents)))
  .map((packs) => packs.filter((one, i) => !packs.slice(0, i).some((other) => isAgainst(one, other))))

function isAgainst(one: Pack, other: Pack): boolean {
  const isCheaper = one.tokens > other.tokens ? one.priceCents <= other.priceCents : one.priceCents >= other.priceCents
  return isCheaper || findPackAgainstDiscount([other], one) !== null
}

const anyAmount = fc.bigInt({ min: 1n, max: 2n * 10n ** 9n })

describe('the price of a free amount', () => {
  test('is the price of the pack at the size of each pack', () => {
    for (const one of PACKS)
      expect(priceOfAmount(PACKS, one.tokens)).toMatchObject({ cents: one.priceCents, tier: one })
  })

  test('between packs is by the smaller one’s price per token, up to the price of the larger', () => {
    expect(priceOfAmount(PACKS, 100_000_000n)).toMatchObject({ cents: 4000n, isCapped: false })
    expect(priceOfAmount(PACKS, 140_000_000n)).toMatchObject({ cents: 5100n, isCapped: true })
  })

  test('below the smallest pack is by its price per token, rounded up to the cent; above the largest by that one’s', () => {
    expect(priceOfAmount(PACKS, 1n)).toMatchObject({ cents: 1n })
    expect(priceOfAmount(PACKS, 2_000_000_000n)).toMatchObject({ cents: 58_000n, next: null })
  })

  test('is null where nothing is sold or asked for', () => {
    expect(priceOfAmount([], 1000n)).toBeNull()
    expect(priceOfAmount(PACKS, 0n)).toBeNull()
  })

  test('is never cheaper per token than the next larger pack, and never dearer in all', () => {
    fc.assert(
      fc.property(anyPacks, anyAmount, (packs, amount) => {
        const price = priceOfAmount(packs, amount)
        if (!price?.next) return
        expect(price.cents * price.next.tokens >= price.next.priceCents * amount).toBe(true)
        expect(price.cents <= price.next.priceCents).toBe(true)
      }),
    )
  })

  test('never falls when more is bought', () => {
    fc.assert(
      fc.property(anyPacks, anyAmount, anyAmount, (packs, amount, more) => {
        const [less, all] = [priceOfAmount(packs, amount), priceOfAmount(packs, amount + more)]
        expect((less?.cents ?? 0n) <= (all?.cents ?? 0n)).toBe(true)
      }),
    )
  })
})
