import { parseTokens, tokensToDecimal } from '@/lib/domain/tokens'

/** Quantities are stored as decimal strings; ours are always readable again. */
export function quantitiesFromJson(json: Record<string, string>): Record<string, bigint> {
  return Object.fromEntries(
    Object.entries(json).map(([quantityClass, units]) => [quantityClass, parseTokens(units) ?? 0n]),
  )
}

export function quantitiesToJson(quantities: Readonly<Record<string, bigint>>): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(quantities).map(([quantityClass, units]) => [quantityClass, tokensToDecimal(units)]),
    ),
  )
}
