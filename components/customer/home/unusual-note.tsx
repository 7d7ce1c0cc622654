import { useLocale, useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatDay, formatTime, zoneCity } from '@/lib/domain/format/format-time'
import { roughly } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import { HOUR } from '@/lib/domain/instants'

type UnusualNoteProps = { view: Pick<HomeView, 'unusualUse' | 'actionNames' | 'account'> }

/** The last use that was unlike that of the days before, in a quiet line: half of them are nothing, and none stops anything. */
export function UnusualNote({ view: { unusualUse, actionNames, account } }: UnusualNoteProps) {
  const t = useTranslations('unusual')
  const locale = useLocale()
  const words = useTokenWords()
  const [latest] = unusualUse
  if (!latest) return null
  const { series, at, used, usual } = latest
  const zone = account.timeZone
  const facts = {
    tokens: words(used),
    day: formatDay(at, zone, locale, 'full'),
    from: formatTime(at, zone, locale),
    to: formatTime(at + HOUR, zone, locale),
    city: zoneCity(zone),
  }
  const name = actionNames[series]?.[languageOf(locale)] ?? series
  return (
    <p className="mt-2 flex max-w-measure gap-2 text-small text-ink-2">
      <Icon name="info" className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <span>
        {series === '' ? t('all', facts) : t('action', { ...facts, name })}{' '}
        {usual === 0n ? t('usuallyNone') : t('usually', { tokens: words(roughly(usual)) })}
      </span>
    </p>
  )
}
