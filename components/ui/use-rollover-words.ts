import { useTranslations } from 'next-intl'
import type { Tokens } from '@/lib/domain/tokens'
import { useTokenWords } from './token-amount'

/** What becomes of unused tokens of a plan, as its rule has it; null for a rule that lets them expire. */
export function useRolloverWords(): (rollover: { times: 'once' | 'unlimited'; max: Tokens | null } | null) => string {
  const t = useTranslations('plan')
  const words = useTokenWords()
  return (rollover) => {
    if (rollover === null) return t('lapses')
    const { times, max } = rollover
    if (max === null) return t(times === 'once' ? 'rollsOnce' : 'rollsOn')
    return t(times === 'once' ? 'rollsOnceUpTo' : 'rollsOnUpTo', { tokens: words(max) })
  }
}
