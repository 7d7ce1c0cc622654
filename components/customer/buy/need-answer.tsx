import { useLocale, useTranslations } from 'next-intl'
import { useTokenWords } from '@/components/ui/token-amount'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Offer } from '@/lib/domain/purchases/offer'

/** The answer: how many tokens it takes to reach the next addition, or that none are needed. */
export function NeedAnswer({ offer }: { offer: Offer }) {
  const t = useTranslations('buy')
  const tokens = useTokenWords()
  const locale = useLocale()
  const { need, depletion, available, timeZone } = offer
  const day = need ? formatDay(need.to, timeZone, locale, 'month') : ''
  const sentence = need
    ? t('need', { tokens: tokens(need.tokens.p50), date: day })
    : t(depletion === null ? 'unknown' : 'noNeed')
  return (
    <div>
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">{sentence}</h1>
      <p className="mt-2 max-w-measure text-ink-2">
        {t('now', { tokens: tokens(available) })}{' '}
        {depletion?.p50 && t('until', { date: formatDay(depletion.p50, timeZone, locale, 'month') })}
      </p>
      {need && need.tokens.p90 > need.tokens.p50 && (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer text-accent">{t('safeTitle')}</summary>
          <p className="max-w-measure text-ink-2">{t('needSafe', { tokens: tokens(need.tokens.p90) })}</p>
        </details>
      )}
    </div>
  )
}
