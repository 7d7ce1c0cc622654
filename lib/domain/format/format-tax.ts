import type { Tax } from '../purchases/tax'
import { formatDecimal, scaledToDecimal } from './decimals'
import { formatCountry } from './format-country'
import type { FormatLocale } from './locales'

/** What the words for a tax name: "20%" and "France". */
export function formatTax({ rateBasis, country }: Tax, locale: FormatLocale): { rate: string; country: string } {
  const percent = { style: 'percent', maximumFractionDigits: 2 } as const
  return {
    rate: formatDecimal(scaledToDecimal(BigInt(rateBasis), 4), locale, percent),
    country: formatCountry(country, locale),
  }
}
