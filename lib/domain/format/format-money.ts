import type { Tokens } from '../tokens'
import { formatDecimal, scaledToDecimal } from './decimals'
import { numberFormat } from './formatters'

/** The currency's own number of minor digits: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** Minor units of a currency: 1450n and EUR is "€14.50" or "14,50 €". */
export function formatMoney(cents: bigint, currency: string, locale: string): string {
  return formatDecimal(scaledToDecimal(cents, minorDigits(currency)), locale, { style: 'currency', currency })
}

const PRICE_DIGITS = 4

/**
 * The price of 1,000 tokens when `amount` of them cost `cents`, with four decimals: "€0.0580".
 * The amount must not be zero.
 */
export function formatPricePerThousand(cents: bigint, amount: Tokens, currency: string, locale: string): string {
  const scale = 10n ** BigInt(PRICE_DIGITS)
  const perThousand = 1000n * 1000n * scale * cents
  const divisor = amount * 10n ** BigInt(minorDigits(currency))
  const rounded = (2n * perThousand + divisor) / (2n * divisor)
  return formatDecimal(scaledToDecimal(rounded, PRICE_DIGITS), locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: PRICE_DIGITS,
    maximumFractionDigits: PRICE_DIGITS,
  })
}
