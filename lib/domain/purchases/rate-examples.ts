import { cardChanges } from '../catalogue/card-changes'
import type { RateCard, RateCardLine } from '../catalogue/model'
import { type Pricing, priceUsage, type Quantities } from '../catalogue/price-usage'
import type { Instant } from '../instants'

/** Units (in thousandths) of an ordinary operation, by quantity class; of others one. */
const ORDINARY: Readonly<Record<string, bigint>> = {
  input: 1_000_000n,
  cached_input: 1_000_000n,
  output: 300_000n,
  second: 60_000n,
  call: 1000n,
}

/** What an ordinary operation of the action would have of each quantity class. */
export function ordinaryQuantities(line: RateCardLine): Quantities {
  return Object.fromEntries([...line.prices.keys()].map((name) => [name, ORDINARY[name] ?? 1000n]))
}

/** An action on the card of one day, with its example, its past and its future. */
export interface RateRow {
  readonly line: RateCardLine
  readonly example: Pricing
  /** The first version from which on its prices are what they are. */
  readonly since: number
  /** The next card to come on which they differ, or on which the action is gone (null). */
  readonly coming: {
    readonly version: number
    readonly effectiveAt: Instant
    readonly line: RateCardLine | null
  } | null
}

/** The rows of a card among all cards. */
export function rateRows(card: RateCard, cards: readonly RateCard[]): RateRow[] {
  const [past, future] = [
    cards.filter(({ version }) => version < card.version).reverse(),
    cards.filter(({ version }) => version > card.version),
  ]
  return [...card.lines.values()].map((line) => {
    const isSame = (other: RateCard) => !cardChanges(only(other, line), only(card, line)).length
    const firstOther = past.findIndex((other) => !isSame(other))
    const unchanged = firstOther < 0 ? past : past.slice(0, firstOther)
    const next = future.find((other) => !isSame(other))
    return {
      line,
      example: priceUsage(line, ordinaryQuantities(line)),
      since: unchanged.at(-1)?.version ?? card.version,
      coming: next
        ? {
            version: next.version,
            effectiveAt: next.effectiveAt,
            line: next.lines.get(line.actionKey) ?? null,
          }
        : null,
    }
  })
}

/** The card as if it had this action alone. */
function only(card: RateCard, { actionKey }: RateCardLine): RateCard {
  const line = card.lines.get(actionKey)
  return { ...card, lines: new Map(line ? [[actionKey, line]] : []) }
}
