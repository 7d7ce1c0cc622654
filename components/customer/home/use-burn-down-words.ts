import { useLocale, useTranslations } from 'next-intl'
import { type Day, datesBetween, stretchOf } from '@/lib/domain/calendar'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDay, formatInstant } from '@/lib/domain/format/format-time'
import { formatTokens, formatTokensCompact } from '@/lib/domain/format/format-tokens'
import type { BurnDown } from '@/lib/domain/plates/burn-down'
import type { BurnDownStop } from '@/lib/domain/plates/burn-down-stops'
import { expectedTokens } from '@/lib/domain/tokens'

/** What is only expected is said in three digits. */
export function useExpectedWords(): (amount: number) => string {
  const locale = useLocale()
  return (amount) => formatTokensCompact(expectedTokens(Math.round(amount)), locale, 'left')
}

/** The picture's conclusion: what the balance did, and what it is expected to do. */
export function useBurnDownCaption({ view, plan }: { view: HomeView; plan: BurnDown }): string {
  return `${useChange(view)} ${useOutlook(view, plan)}`
}

function useChange({ balanceHistory, available, account, asOf }: HomeView): string {
  const t = useTranslations('burnDown')
  const locale = useLocale()
  const first = balanceHistory[0] ?? { at: asOf, available }
  const [from, to] = [first.available, available].map((amount) => formatTokensCompact(amount, locale, 'left'))
  const change = {
    from: from ?? '',
    to: to ?? '',
    days: datesBetween(first.at, asOf, account.timeZone),
  }
  if (from === to) return t('stayed', change)
  return first.available > available ? t('fell', change) : t('rose', change)
}

function useOutlook({ forecast, verdict, account }: HomeView, { runOut, axis }: BurnDown): string {
  const t = useTranslations('burnDown')
  const locale = useLocale()
  const zone = account.timeZone
  const day = (at: bigint) => formatDay(at, zone, locale, 'month')
  if (verdict.kind === 'out') return t('outlookOut')
  if (forecast === null) {
    return verdict.kind === 'idle' ? t('outlookIdle') : t('outlookLearning')
  }
  const { p10, p90 } = forecast.depletion
  const end = day(axis.to)
  if (runOut === null) {
    return p10 === null || p10 > axis.to ? t('outlookLasts', { end }) : t('outlookTight', { end, early: day(p10) })
  }
  const [date, early] = [day(runOut.at), day(p10 ?? runOut.at)]
  if (p90 === null) return verdict.isWide ? t('outlookFrom', { early }) : t('outlookOpen', { date, early })
  const range = { date, late: day(p90), early: shortest(p10 ?? runOut.at, p90, zone, locale) }
  if (verdict.isWide) return t('outlookWide', range)
  return early === range.late ? t('outlookDay', range) : t('outlook', range)
}

/** The first day of a range, without the month where both share it; American dates begin with theirs. */
function shortest(early: bigint, late: bigint, zone: string, locale: string): string {
  const isShared = stretchOf('month', early, zone).startsAt === stretchOf('month', late, zone).startsAt
  return formatDay(early, zone, locale, isShared && locale !== 'en-US' ? 'number' : 'month')
}

/** One place of the picture in words. */
export function useReadout(view: HomeView): (stop: BurnDownStop) => string {
  const t = useTranslations('burnDown')
  const locale = useLocale()
  const balance = useBalanceReadout(view)
  return (stop) => {
    const came = stop.kind === 'day' ? view.purchases.filter(({ at }) => isWithin(at, stop.day)) : []
    const arrivals = came.map(({ name, amount }) => t('readCame', { name, amount: formatTokens(amount, locale) }))
    return [balance(stop), ...arrivals].join(' ')
  }
}

function isWithin(at: bigint, { startsAt, endsAt }: Day): boolean {
  return startsAt <= at && at < endsAt
}

function useBalanceReadout({ account: { timeZone }, asOf }: HomeView): (stop: BurnDownStop) => string {
  const t = useTranslations('burnDown')
  const locale = useLocale()
  const expected = useExpectedWords()
  return (stop) => {
    if (stop.kind === 'expected') {
      const [middle, low, high] = [stop.point.p50, stop.point.p10, stop.point.p90].map(expected)
      const words = {
        day: formatDay(stop.day.startsAt, timeZone, locale),
        middle: middle ?? '',
        low: low ?? '',
        high: high ?? '',
      }
      return low === high ? t('readExact', words) : t('readExpected', words)
    }
    const amount = formatTokens(stop.available, locale)
    if (stop.kind === 'now') return t('readNow', { amount })
    if (stop.kind === 'day') return t('readDay', { day: formatDay(stop.day.startsAt, timeZone, locale), amount })
    return t('readInstant', { time: formatInstant(stop.at, timeZone, locale, asOf), amount })
  }
}
