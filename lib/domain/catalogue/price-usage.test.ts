import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTokens, tokensToDecimal } from '../tokens'
import { cardInForce, type PriceTier, type RateCardLine } from './model'
import { priceUsage } from './price-usage'

function line(
  prices: Record<string, readonly (readonly [from: string, numerator: bigint, denominator: bigint])[]>,
  roundedTo = '0.001',
  minimum = '0',
): RateCardLine {
  const tiers = Object.entries(prices).map(([quantityClass, rows]): [string, PriceTier[]] => [
    quantityClass,
    rows.map(([from, numerator, denominator]) => ({ fromMilli: milli(from), numerator, denominator })),
  ])
  const words = { reasonEn: 'For the test.', reasonFr: "Pour l'essai." }
  return {
    actionKey: 'chat',
    roundingMilli: milli(roundedTo),
    minimumMilli: milli(minimum),
    prices: new Map(tiers),
    ...words,
  }
}

function milli(text: string): bigint {
  return parseTokens(text) ?? -1n
}

const chat = { input: [['0', 1n, 10n]], output: [['0', 3n, 10n]] } as const
const third = { call: [['0', 1n, 3n]] } as const
const tiered = {
  input: [
    ['0', 1n, 1n],
    ['1000', 1n, 2n],
    ['5000', 1n, 4n],
  ],
} as const

describe('20 worked examples, to the last thousandth', () => {
  it.each([
    ['the design example', line(chat, '1', '1'), { input: '1240', output: '960' }, '412'],
    ['one class alone', line(chat), { input: '1240' }, '124'],
    ['a class at zero', line(chat), { input: '0', output: '10' }, '3'],
    ['exact thousandths stay', line(chat), { input: '0.01' }, '0.001'],
    ['below a thousandth rounds up', line(chat), { input: '0.001' }, '0.001'],
    ['products are summed before rounding', line(chat), { input: '0.005', output: '0.005' }, '0.002'],
    ['rounded up to whole tokens once', line(chat, '1'), { input: '1', output: '1' }, '1'],
    ['whole tokens that are whole stay', line(chat, '1'), { input: '10' }, '1'],
    ['just above a whole token', line(chat, '1'), { input: '10.01' }, '2'],
    ['minimum when nothing was used', line(chat, '1', '1'), { input: '0' }, '1'],
    ['minimum above the sum', line(chat, '1', '5'), { input: '10' }, '5'],
    ['minimum below the sum', line(chat, '1', '5'), { input: '100' }, '10'],
    ['a third', line(third), { call: '1' }, '0.334'],
    ['three thirds', line(third), { call: '3' }, '1'],
    ['a third in whole tokens', line(third, '1'), { call: '4' }, '2'],
    ['first tier', line(tiered), { input: '1000' }, '1000'],
    ['into the second tier', line(tiered), { input: '1001' }, '1000.5'],
    ['all three tiers', line(tiered), { input: '6000' }, '3250'],
    ['a free class', line({ cached_input: [['0', 0n, 1n]] }), { cached_input: '999999' }, '0'],
    ['the largest quantity', line(chat), { output: '1000000000000000' }, '300000000000000'],
  ])('%s', (_, rateCardLine, quantities, tokens) => {
    const units = Object.fromEntries(
      Object.entries(quantities).map(([quantityClass, text]) => [quantityClass, milli(text)]),
    )
    expect(tokensToDecimal(priceUsage(rateCardLine, units).tokens)).toBe(tokens)
  })
})

it('shows steps whose exact sum is what was rounded', () => {
  const pricing = priceUsage(line(tiered, '1'), { input: milli('6000.1') })
  expect(pricing.steps.map((step) => [tokensToDecimal(step.unitsMilli), step.numerator, step.denominator])).toEqual([
    ['1000', 1n, 1n],
    ['4000', 1n, 2n],
    ['1000.1', 1n, 4n],
  ])
  expect(pricing.sum).toEqual({ numerator: 13_000_100n, denominator: 4n })
  expect(tokensToDecimal(pricing.rounded)).toBe('3251')
})

it('never charges below the exact sum, and less than one rounding step above it', () => {
  const prices = fc.record({
    numerator: fc.bigInt({ min: 0n, max: 1000n }),
    denominator: fc.bigInt({ min: 1n, max: 1000n }),
  })
  const units = fc.bigInt({ min: 0n, max: 10n ** 12n })
  fc.assert(
    fc.property(
      prices,
      prices,
      units,
      units,
      fc.constantFrom('0.001', '0.25', '1'),
      (a, b, input, output, roundedTo) => {
        const priced = priceUsage(
          line({ input: [['0', a.numerator, a.denominator]], output: [['0', b.numerator, b.denominator]] }, roundedTo),
          { input, output },
        )
        const above = priced.tokens * priced.sum.denominator - priced.sum.numerator
        return (
          above >= 0n && above < milli(roundedTo) * priced.sum.denominator && priced.tokens % milli(roundedTo) === 0n
        )
      },
    ),
  )
})

it('refuses a quantity class without a price, and a price above 10^15 tokens', () => {
  expect(() => priceUsage(line(chat), { second: 1n })).toThrow(/no price for "second".*input, output/)
  expect(() => priceUsage(line({ call: [['0', 10n, 1n]] }), { call: milli('1000000000000000') })).toThrow(
    /more than 10\^15 tokens/,
  )
})

it('finds the card in force: the newest that is effective, none before the first', () => {
  const cards = [
    { version: 1, effectiveAt: 100n },
    { version: 3, effectiveAt: 300n },
    { version: 2, effectiveAt: 200n },
  ]
  expect([99n, 100n, 250n, 300n, 999n].map((at) => cardInForce(cards, at)?.version)).toEqual([undefined, 1, 2, 3, 3])
})
