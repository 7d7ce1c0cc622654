import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView, UsageSeries } from '@/lib/domain/forecast/views'
import { formatDay } from '@/lib/domain/format/format-time'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'

export interface UsageWords {
  /** The conclusion: how much, when, mostly by what. */
  caption: string
  seriesName: (series: UsageSeries) => string
  /** One day in words, its parts largest first as they stand in the table. */
  dayReadout: (day: number) => string
}

export function useUsageWords({ usage, account, actionNames }: HomeView): UsageWords {
  const t = useTranslations('usage')
  const words = useTokenWords()
  const locale = useLocale()
  const dayName = (day: number) => formatDay(usage.days[day]?.startsAt ?? 0n, account.timeZone, locale, 'month')
  const seriesName = ({ actionKey }: UsageSeries) =>
    actionKey === null ? t('other') : (actionNames[actionKey]?.[languageOf(locale)] ?? actionKey)
  const dayReadout = (day: number) => {
    const parts = usage.series.flatMap((series) => {
      const amount = series.tokensByDay[day] ?? 0n
      return amount > 0n ? [t('readoutPart', { name: seriesName(series), amount: formatTokens(amount, locale) })] : []
    })
    const soFar = day === usage.days.length - 1 ? ` ${t('soFar')}` : ''
    const total = `${t('readoutTotal', { tokens: words(usage.tokensByDay[day] ?? 0n) })}${soFar}`
    return t('readout', { day: dayName(day), parts: parts.length > 1 ? `${total} (${parts.join(', ')})` : total })
  }
  const span = { from: dayName(0), to: dayName(usage.days.length - 1) }
  const largest = usage.series.reduce<UsageSeries | null>(
    (most, one) => (most === null || one.tokens > most.tokens ? one : most),
    null,
  )
  const caption = () => {
    if (largest === null || usage.tokens === 0n) return t('none', span)
    const tokens = words(usage.tokens)
    if (usage.series.length === 1) return t('caption', { ...span, tokens })
    return t('captionTop', { ...span, tokens, name: seriesName(largest), amount: formatTokens(largest.tokens, locale) })
  }
  return { caption: caption(), seriesName, dayReadout }
}
