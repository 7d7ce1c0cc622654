import { useLocale, useTranslations } from 'next-intl'
import { useName } from '@/components/public/use-name'
import { formatMoney } from '@/lib/domain/format/format-money'

interface Priced {
  priceCents: bigint
  currency: string
  periodUnit: 'month' | 'year'
}

/** How plans are called and what they cost, in the reader's language. */
export interface PlanWords {
  /** The plan's name; of none, that there is none. */
  name: (plan: { nameEn: string; nameFr: string } | null) => string
  /** "€49.00 a month". */
  price: (plan: Priced) => string
}

export function usePlanWords(): PlanWords {
  const t = useTranslations('plans')
  const locale = useLocale()
  const name = useName()
  return {
    name: (plan) => (plan ? name(plan) : t('noPlan')),
    price: ({ priceCents, currency, periodUnit }) =>
      t(`price.${periodUnit}`, { price: formatMoney(priceCents, currency, locale) }),
  }
}
