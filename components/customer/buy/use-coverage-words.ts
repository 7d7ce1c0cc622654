import { useLocale, useTranslations } from 'next-intl'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Coverage, Offer } from '@/lib/domain/purchases/offer'

/** How long a purchase lasts, in words: "Covers you until about 22 December". */
export function useCoverageWords({ timeZone }: Pick<Offer, 'timeZone'>): (coverage: Coverage) => string {
  const t = useTranslations('buy')
  const locale = useLocale()
  return ({ until }) =>
    until === null ? t('coversLong') : t('covers', { date: formatDay(until, timeZone, locale, 'month') })
}
