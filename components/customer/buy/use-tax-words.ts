import { useLocale, useTranslations } from 'next-intl'
import { formatDecimal, scaledToDecimal } from '@/lib/domain/format/decimals'
import { formatCountry } from '@/lib/domain/format/format-country'
import type { Tax } from '@/lib/domain/purchases/tax'

/** A tax as people read it: "VAT 20% (France)", "VAT: reverse charge", "No tax (Canada)". */
export function useTaxWords(): (tax: Tax) => string {
  const t = useTranslations('buy')
  const locale = useLocale()
  return ({ rule, rateBasis, country }) => {
    const rate = formatDecimal(scaledToDecimal(BigInt(rateBasis), 4), locale, {
      style: 'percent',
      maximumFractionDigits: 2,
    })
    return t(`tax.${rule}`, { rate, country: formatCountry(country, locale) })
  }
}
