import { useLocale, useTranslations } from 'next-intl'
import { datesBetween } from '@/lib/domain/calendar'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Instant } from '@/lib/domain/instants'
import type { DryRun } from '@/lib/domain/purchases/top-up-dry-run'

const DATES_SHOWN = 3

interface DryRunNoteProps {
  dryRun: DryRun
  currency: string
  timeZone: string
}

/** What the rule would have done on what really happened. */
export function DryRunNote({ dryRun, currency, timeZone }: DryRunNoteProps) {
  const t = useTranslations('topUp.dryRun')
  const locale = useLocale()
  const { from, until, bought, totalCents, avoided, ranOut, isHeldBack } = dryRun
  const dates = (instants: readonly Instant[]) => {
    const shown = instants.slice(0, DATES_SHOWN).map((at) => formatDay(at, timeZone, locale, 'month'))
    return t('dates', { dates: shown.join(', '), more: instants.length - shown.length })
  }
  const days = Math.max(1, datesBetween(from, until, timeZone))
  return (
    <p className="max-w-measure text-ink-2">
      {bought.length === 0
        ? t('boughtNone', { days })
        : t('bought', { days, count: bought.length, money: formatMoney(totalCents, currency, locale) })}{' '}
      {avoided.length > 0 && t('avoided', { dates: dates(avoided) })}{' '}
      {ranOut.length > 0 && t('ranOut', { dates: dates(ranOut) })} {isHeldBack && t('heldBack')}
    </p>
  )
}
