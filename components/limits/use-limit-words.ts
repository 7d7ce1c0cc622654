import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatTokens, tokenForm } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import type { Quota } from '@/lib/domain/quotas/model'
import type { LimitsView } from '@/lib/domain/quotas/views'

/** How a limit is called and what it does, in the reader's language. */
export interface LimitWords {
  /** "7,420 tokens", "12 operations", "€14.50"; what is used of money is rounded up to the minor unit, the rest down. */
  amount: (measure: Quota['measure'], amount: bigint, sense?: 'used' | 'left') => string
  /** "10,000 tokens each hour", with whose use counts. */
  title: (quota: Quota) => string
  atCap: (quota: Quota) => string
  reason: (quota: Quota) => string
}

/** Where nobody looked up the names of keys and members, theirs are left out. */
type LimitsToName = Pick<LimitsView, 'currency' | 'limits'> & Partial<Pick<LimitsView, 'keys' | 'members'>>

export function useLimitWords({ currency, keys, members, limits }: LimitsToName): LimitWords {
  const locale = useLocale()
  const tokens = useTokenWords()
  const t = useTranslations('limits')
  const isCapped = limits.some(({ quota: { origin, scope, policy } }) => isAccountCap(origin, scope, policy))
  const amount: LimitWords['amount'] = (measure, milli, sense = 'left') => {
    if (measure === 'tokens') return tokens(milli)
    if (measure === 'operations')
      return t('operations', { amount: formatTokens(milli, locale), form: tokenForm(milli, locale) })
    return formatMoney((milli + (sense === 'used' ? 999n : 0n)) / 1000n, currency, locale)
  }
  const whose = ({ scope, scopeId }: Quota) => {
    if (scope === 'account') return ''
    const named = scope === 'key' ? keys : members
    if (named === undefined) return t(`whose.${scope}One`)
    const name = named.find(({ id }) => id === scopeId)?.name
    return name === undefined ? t(`whose.${scope}Gone`) : t(`whose.${scope}`, { name })
  }
  return {
    amount,
    title: (quota) => {
      const { kind, unit, measure, cap } = quota
      const key =
        kind === 'fixed'
          ? (`titles.fixed.${unit}` as const)
          : // There is no rolling month.
            (`titles.rolling.${unit === 'month' ? 'week' : unit}` as const)
      return t(key, { amount: amount(measure, cap), whose: whose(quota) })
    },
    atCap: ({ policy, slowPerMinute }) =>
      policy === 'overage' && isCapped ? t('atCap.overageCapped') : t(`atCap.${policy}`, { count: slowPerMinute }),
    reason: ({ reasonEn, reasonFr }) => (languageOf(locale) === 'fr' ? reasonFr : reasonEn),
  }
}

function isAccountCap(origin: Quota['origin'], scope: Quota['scope'], policy: Quota['policy']): boolean {
  return origin === 'customer' && scope === 'account' && policy === 'stop'
}
