import { useLocale, useTranslations } from 'next-intl'
import { formatTax } from '@/lib/domain/format/format-tax'
import type { Tax } from '@/lib/domain/purchases/tax'

/** A tax as people read it: "VAT 20% (France)", "VAT: reverse charge", "No tax (Canada)". */
export function useTaxWords(): (tax: Tax) => string {
  const t = useTranslations('buy')
  const locale = useLocale()
  return (tax) => t(`tax.${tax.rule}`, formatTax(tax, locale))
}
