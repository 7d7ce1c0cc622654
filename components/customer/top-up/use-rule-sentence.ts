import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import type { Threshold } from '@/lib/domain/forecast/model'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { Sale } from '@/lib/domain/purchases/order-model'
import { timesAMonth } from '@/lib/domain/purchases/top-up-figures'

/** What one purchase brings and costs. */
export type RulePrice = Pick<Sale, 'tokens' | 'netCents' | 'taxCents' | 'totalCents' | 'currency'>

export interface RuleToSay {
  threshold: Threshold
  ceilingCents: bigint
  price: RulePrice
}

/** "When fewer than 3 days are left, buy 250,000 tokens for €14.50 + VAT, at most 4 times a month (€72)." */
export function useRuleSentence(): (rule: RuleToSay) => string {
  const t = useTranslations('topUp')
  const locale = useLocale()
  const tokens = useTokenWords()
  return ({ threshold, ceilingCents, price }) => {
    const money = (cents: bigint) => formatMoney(cents, price.currency, locale)
    const times = timesAMonth(ceilingCents, price.totalCents)
    return t('sentence', {
      below: 'days' in threshold ? t('days', threshold) : tokens(threshold.tokens),
      tokens: tokens(price.tokens),
      price: money(price.netCents),
      tax: price.taxCents > 0n ? 'yes' : 'no',
      times: Number(times),
      ceiling: money(ceilingCents),
    })
  }
}
