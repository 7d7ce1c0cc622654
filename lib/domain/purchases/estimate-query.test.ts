import { describe, expect, test } from 'vitest'
import type { RateCard } from '../catalogue/model'
import { parseEstimateQuery, typedComparison } from './estimate-query'

const rules = { roundingMilli: 1n, minimumMilli: 0n, reasonEn: '', reasonFr: '' }
const tiers = [{ fromMilli: 0n, numerator: 1n, denominator: 10n }]
const CARD: RateCard = {
  version: 1,
  effectiveAt: 0n,
  lines: new Map([
    ['chat', { actionKey: 'chat', ...rules, prices: new Map([['input', tiers]]) }],
    ['image', { actionKey: 'image', ...rules, prices: new Map([['call', tiers]]) }],
  ]),
}

const parse = (query: string, language: 'en' | 'fr' = 'en', card = CARD) => {
  const parameters = new URLSearchParams(query)
  return parseEstimateQuery((name) => parameters.get(name) ?? '', card, language)
}

describe('the address of an estimate', () => {
  test('without figures asks nothing yet, of the first action in its ordinary size', () => {
    expect(parse('')).toMatchObject({
      tab: 'month',
      sizes: { input: 1_000_000n },
      callsADay: null,
      balance: 0n,
      ignored: 0,
    })
  })

  test('says action, sizes, calls and balance, in the figures of the reader’s language', () => {
    expect(parse('by=month&action=image&q.call=2,5&calls=1 200&balance=50 000', 'fr')).toMatchObject({
      ...{ sizes: { call: 2500n }, callsADay: 1200n, balance: 50_000_000n, ignored: 0 },
      line: { actionKey: 'image' },
    })
  })

  test('with figures that mean nothing, or too much, is read without them and counts them', () => {
    expect(parse('action=nothing&by=magic&calls=many&q.input=99999999999&balance=-1')).toMatchObject({
      ...{ tab: 'month', callsADay: null, sizes: { input: 1_000_000n }, balance: 0n, ignored: 3 },
      line: { actionKey: 'chat' },
    })
  })

  test('asks nothing of a card without actions', () => {
    expect(parse('calls=5', 'en', { ...CARD, lines: new Map() }).line).toBeNull()
  })
})

describe('a price that somebody was offered elsewhere', () => {
  test('is a comparison by the unit, in minor units', () => {
    expect(typedComparison(parse('d.input=0.25'), 'EUR', 2)?.prices).toEqual([
      { actionKey: 'chat', quantityClass: 'input', numerator: 25_000n, denominator: 1_000_000_000n },
    ])
  })

  test('is none where nothing was typed', () => {
    expect(typedComparison(parse(''), 'EUR', 2)).toBeNull()
  })
})
