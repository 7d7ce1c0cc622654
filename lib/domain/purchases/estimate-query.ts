import type { ComparisonPrice } from '../catalogue/comparisons'
import type { RateCard, RateCardLine } from '../catalogue/model'
import type { Quantities } from '../catalogue/price-usage'
import type { Language } from '../format/locales'
import { typedAmount } from '../format/typed-amount'
import { parseTokens, TOKEN, type Tokens } from '../tokens'
import { ordinaryQuantities } from './rate-examples'

export const ESTIMATE_TABS = ['month', 'prompt', 'file'] as const
export type EstimateTab = (typeof ESTIMATE_TABS)[number]

/** The most calls a day and units a call that an address may ask for. */
const COUNT_MAX = 10_000_000n

/** What the address of the estimate asks. */
export interface EstimateQuery {
  readonly tab: EstimateTab
  /** The action in question; null where the card has none. */
  readonly line: RateCardLine | null
  readonly sizes: Quantities
  /** Null until somebody says. */
  readonly callsADay: bigint | null
  /** Zero for none. */
  readonly balance: Tokens
  /** Prices that the visitor was offered elsewhere: thousandths of the currency for a million units, by quantity class. */
  readonly direct: Quantities
  /** How many figures of the address were not understood. */
  readonly ignored: number
}

/** Reads the address; `get` gives the text of a parameter, empty where there is none. */
export function parseEstimateQuery(get: (name: string) => string, card: RateCard, language: Language): EstimateQuery {
  let ignored = 0
  const amount = (name: string, most: bigint): bigint | null => {
    const text = get(name)
    if (text.trim() === '') return null
    const read = parseTokens(typedAmount(text, language))
    if (read !== null && read <= most) return read
    ignored++
    return null
  }
  const line = card.lines.get(get('action')) ?? card.lines.values().next().value ?? null
  const ordinary = line ? ordinaryQuantities(line) : {}
  const sizes = mapQuantities(ordinary, (name, usual) => amount(`q.${name}`, COUNT_MAX * TOKEN) ?? usual)
  const typed = mapQuantities(ordinary, (name) => amount(`d.${name}`, COUNT_MAX * TOKEN) ?? -1n)
  const calls = amount('calls', COUNT_MAX * TOKEN)
  return {
    tab: ESTIMATE_TABS.find((tab) => tab === get('by')) ?? 'month',
    line,
    sizes,
    callsADay: calls === null ? null : calls / TOKEN,
    balance: amount('balance', 10n ** 15n * TOKEN) ?? 0n,
    direct: Object.fromEntries(Object.entries(typed).filter(([, price]) => price >= 0n)),
    ignored,
  }
}

/** What the visitor was offered elsewhere as a comparison of its own; null when they said nothing. */
export function typedComparison(
  { line, direct }: EstimateQuery,
  currency: string,
  minorDigits: number,
): ComparisonPrice | null {
  if (!line || Object.keys(direct).length === 0) return null
  return {
    key: 'typed',
    provider: '',
    currency,
    monthlyFeeCents: 0n,
    pricedOn: '',
    sourceUrl: '',
    prices: Object.entries(direct).map(([quantityClass, milli]) => ({
      actionKey: line.actionKey,
      quantityClass,
      numerator: milli * 10n ** BigInt(minorDigits),
      denominator: 1000n * 1_000_000n,
    })),
  }
}

function mapQuantities(quantities: Quantities, make: (name: string, amount: bigint) => bigint): Quantities {
  return Object.fromEntries(Object.entries(quantities).map(([name, amount]) => [name, make(name, amount)]))
}
