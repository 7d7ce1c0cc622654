import { useTranslations } from 'next-intl'

const KNOWN = ['input', 'cached_input', 'output', 'second', 'call'] as const

/** One unit of a quantity class, after "a" or "par": "unit of input", "second"; of others in the seller's own words. */
export function useUnitName(): (quantityClass: string) => string {
  const t = useTranslations('rates')
  return (quantityClass) => {
    const known = KNOWN.find((name) => name === quantityClass)
    return known ? t(`units.${known}`) : t('unitOf', { name: quantityClass.replaceAll('_', ' ') })
  }
}
