import { describe, expect, test } from 'vitest'
import type { RateCard, RateCardLine } from '../catalogue/model'
import { rateRows } from './rate-examples'

function line(actionKey: string, tokens: bigint): RateCardLine {
  const rules = { roundingMilli: 1n, minimumMilli: 0n, reasonEn: 'So it is.', reasonFr: 'C’est ainsi.' }
  const tiers = [{ fromMilli: 0n, numerator: tokens, denominator: 10n }]
  return { actionKey, ...rules, prices: new Map([['input', tiers]]) }
}

function card(version: number, ...lines: RateCardLine[]): RateCard {
  return { version, effectiveAt: BigInt(version), lines: new Map(lines.map((one) => [one.actionKey, one])) }
}

describe('the rows of a rate card', () => {
  const cards = [
    card(1, line('chat', 1n), line('old', 1n)),
    card(2, line('chat', 2n), line('old', 1n)),
    card(3, line('chat', 2n), line('old', 1n)),
    card(4, line('chat', 2n), line('old', 1n)),
    card(5, line('chat', 3n)),
  ]
  const third = cards[2] ?? card(0)

  test('say since which version a price is what it is, and when it next changes or goes', () => {
    const [chat, old] = rateRows(third, cards)
    expect(chat).toMatchObject({ since: 2, coming: { version: 5, effectiveAt: 5n } })
    expect(old).toMatchObject({ since: 1, coming: { version: 5, line: null } })
  })

  test('come with an example that the rate card prices', () => {
    expect(rateRows(third, cards)[0]?.example.tokens).toBe(200_000n)
  })
})
