import { useLocale, useTranslations } from 'next-intl'
import type { IconName } from '@/components/ui/icon'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView, Pace } from '@/lib/domain/forecast/views'
import { formatDay, formatDeadlineDay, formatTime } from '@/lib/domain/format/format-time'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/domain/instants'

/** The page's answer in words. */
export interface Answer {
  sentence: string
  /** One line beneath; null when the sentence says it all. */
  more: string | null
  icon: IconName
  tone: 'calm' | 'warn' | 'danger'
}

const WARN_WITHIN: Instant = 7n * DAY

/** "When do my tokens run out?" as a sentence, no more precise than a straight line allows. */
export function useAnswer({ runRate, available, refusalsLastDay, account, asOf }: HomeView): Answer {
  const t = useTranslations('home')
  const words = useTokenWords()
  const locale = useLocale()
  const paceSentence = usePaceSentence(account.timeZone, asOf)
  switch (runRate.kind) {
    case 'unused':
      return { sentence: t('empty', { tokens: words(available) }), more: null, icon: 'dots', tone: 'calm' }
    case 'learning':
      return { sentence: t('learning'), more: t('learningMore'), icon: 'dots', tone: 'calm' }
    case 'idle':
      return {
        sentence: t('idle', { date: formatDay(runRate.since, account.timeZone, locale, 'long') }),
        more: null,
        icon: 'dash',
        tone: 'calm',
      }
    case 'out': {
      const more = refusalsLastDay > 0n ? t('outRefused', { count: Number(refusalsLastDay) }) : t('outMore')
      return { sentence: t('out'), more, icon: 'square', tone: 'danger' }
    }
    case 'pace': {
      const early = runRate.days < 7 ? [t('early', { days: runRate.days })] : []
      const more = [t('perDay', { tokens: words(wholeTokens(runRate.tokensPerDay)) }), ...early].join(' ')
      return { sentence: paceSentence(runRate), more, ...paceSign(runRate, asOf) }
    }
  }
}

/** The more distant, the less precise: minutes, then the quarter of an hour, the weekday, the date; nothing beyond 90 days. */
function usePaceSentence(zone: string, asOf: Instant): (pace: Pace) => string {
  const t = useTranslations('home')
  const locale = useLocale()
  return ({ days, runsOutAt, cause }) => {
    if (runsOutAt === null) return t('paceCovered', { days })
    const away = runsOutAt - asOf
    const style = away < 21n * DAY ? 'full' : 'month'
    if (cause === 'expired') return t('paceExpires', { days, date: formatDeadlineDay(runsOutAt, zone, locale, style) })
    const date = formatDay(runsOutAt, zone, locale, style)
    const time = formatTime(runsOutAt, zone, locale)
    if (away < 2n * HOUR) return t('paceMinutes', { days, minutes: Number(away / MINUTE), time })
    if (away < 2n * DAY) return t('paceHour', { days, date, time: formatTime(quarterHour(runsOutAt), zone, locale) })
    return t('pace', { days, date })
  }
}

function paceSign({ runsOutAt }: Pace, asOf: Instant): Pick<Answer, 'icon' | 'tone'> {
  if (runsOutAt === null) return { icon: 'check', tone: 'calm' }
  return runsOutAt - asOf < WARN_WITHIN ? { icon: 'triangle', tone: 'warn' } : { icon: 'clock', tone: 'calm' }
}

/** A clock time as no reader takes for exact. Zones differ from UTC by whole quarters of an hour. */
function quarterHour(at: Instant): Instant {
  return at - (at % (15n * MINUTE))
}

function wholeTokens(amount: bigint): bigint {
  return amount < 1000n ? amount : amount - (amount % 1000n)
}
