import { instantToIso } from '../instants'
import { tokensToDecimal } from '../tokens'
import type { RateCard } from './model'

/**
 * A card as JSON that is always the same text: actions, quantity classes and tiers in order, amounts as texts, no space between. What
 * people say of it (names, reasons) is left out: the prices alone make its hash.
 */
export function canonicalCard({ version, effectiveAt, lines }: RateCard): string {
  const byKey = <T>([a]: readonly [string, T], [b]: readonly [string, T]) => (a < b ? -1 : 1)
  return JSON.stringify({
    actions: [...lines].sort(byKey).map(([action, line]) => ({
      action,
      minimum: tokensToDecimal(line.minimumMilli),
      prices: [...line.prices].sort(byKey).flatMap(([quantityClass, tiers]) =>
        tiers.map(({ fromMilli, numerator, denominator }) => ({
          from: tokensToDecimal(fromMilli),
          quantityClass,
          tokens: denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`,
        })),
      ),
      roundedTo: tokensToDecimal(line.roundingMilli),
    })),
    effectiveAt: instantToIso(effectiveAt),
    version,
  })
}
