import { describe, expect, test } from 'vitest'
import { cardChanges } from './card-changes'
import { canonicalCard } from './card-json'
import type { PriceTier, RateCard, RateCardLine } from './model'

const tier = (numerator: bigint, denominator = 1n, fromMilli = 0n): PriceTier => ({ fromMilli, numerator, denominator })

function line(actionKey: string, prices: Record<string, PriceTier[]>, minimumMilli = 0n): RateCardLine {
  const words = { reasonEn: 'So it is.', reasonFr: 'C’est ainsi.' }
  return { actionKey, roundingMilli: 1n, minimumMilli, ...words, prices: new Map(Object.entries(prices)) }
}

function card(version: number, ...lines: RateCardLine[]): RateCard {
  return { version, effectiveAt: 0n, lines: new Map(lines.map((one) => [one.actionKey, one])) }
}

describe('what changes from one card to the next', () => {
  test('is each price that differs, with its direction; equal fractions are no change', () => {
    const before = card(1, line('chat', { input: [tier(1n, 10n)], output: [tier(3n, 10n)] }))
    const after = card(2, line('chat', { input: [tier(2n, 20n)], output: [tier(1n, 4n)] }))
    expect(cardChanges(before, after)).toEqual([
      {
        ...{ actionKey: 'chat', what: 'price', quantityClass: 'output', fromMilli: 0n, direction: 'down' },
        before: { numerator: 3n, denominator: 10n },
        after: { numerator: 1n, denominator: 4n },
      },
    ])
    expect(cardChanges(after, before)[0]?.direction).toBe('up')
  })

  test('is also a tier or an action that comes or goes, and a minimum', () => {
    const before = card(1, line('chat', { input: [tier(1n)] }), line('old', { call: [tier(1n)] }))
    const after = card(2, line('chat', { input: [tier(1n), tier(1n, 2n, 5000n)] }, 7n))
    const seen = cardChanges(before, after).map(({ actionKey, what, direction }) =>
      [actionKey, what, direction].join(' '),
    )
    expect(seen).toEqual([
      'chat price new',
      'chat minimum up',
      'old price gone',
      'old minimum gone',
      'old rounding gone',
    ])
  })

  test('is everything on the first card, nothing between equal ones', () => {
    const one = card(1, line('chat', { input: [tier(1n)] }))
    expect(cardChanges(null, one).every(({ direction }) => direction === 'new')).toBe(true)
    expect(cardChanges(one, one)).toEqual([])
  })
})

describe('a card as JSON', () => {
  const [chat, image] = [
    line('chat', { output: [tier(3n, 10n)], input: [tier(1n)] }),
    line('image', { call: [tier(80n)] }),
  ]

  test('is the same text in whatever order its lines and prices come', () => {
    const turned = line('chat', { input: [tier(1n)], output: [tier(3n, 10n)] })
    expect(canonicalCard(card(1, image, turned))).toBe(canonicalCard(card(1, chat, image)))
  })

  test('says every price exactly', () => {
    expect(JSON.parse(canonicalCard(card(3, chat)))).toEqual({
      version: 3,
      effectiveAt: '1970-01-01T00:00:00Z',
      actions: [
        {
          ...{ action: 'chat', minimum: '0', roundedTo: '0.001' },
          prices: [
            { quantityClass: 'input', from: '0', tokens: '1' },
            { quantityClass: 'output', from: '0', tokens: '3/10' },
          ],
        },
      ],
    })
  })
})
