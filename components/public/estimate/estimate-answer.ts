import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatMoney } from '@/lib/domain/format/format-money'
import { roughly } from '@/lib/domain/format/format-tokens'
import type { Estimate } from '@/lib/domain/purchases/estimate'

/** The estimate in one sentence. */
export function useAnswer(currency: string): (estimate: Estimate) => string {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const words = useTokenWords()
  return ({ perMonth, cost }) => {
    const tokens = words(roughly(perMonth.typical))
    return cost
      ? t('answer', { tokens, money: formatMoney(cost.typical, currency, locale) })
      : t('answerTokens', { tokens })
  }
}
