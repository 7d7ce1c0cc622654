import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import { When } from '@/components/ui/when'
import { formatPercent } from '@/lib/domain/format/format-percent'
import { zoneCity } from '@/lib/domain/format/format-time'
import type { LimitsView } from '@/lib/domain/quotas/views'
import { useLimitWords } from './use-limit-words'

/** The page's question answered in a sentence: the limit that stops now, else the one that is nearest to it. */
export function LimitsAnswer({ view }: { view: LimitsView }) {
  const t = useTranslations('limits')
  const words = useLimitWords(view)
  const locale = useLocale()
  const stopping = view.limits.filter(({ quota }) => quota.policy !== 'tell')
  const [tightest] = stopping
    .filter(({ state }) => state !== 'lifted' && state !== 'over')
    .sort((a, b) => (a.percent > b.percent ? -1 : 1))
  if (!tightest) {
    const isLifted = stopping.every(({ state }) => state === 'lifted')
    return (
      <Notice tone="ok" title={t(stopping.length === 0 ? 'answer.none' : isLifted ? 'answer.lifted' : 'answer.open')} />
    )
  }
  const title = words.title(tightest.quota)
  const moment = tightest.opensAt ?? tightest.resetsAt
  if (tightest.state === 'full') {
    return (
      <Notice tone="danger" title={t('answer.full', { title })}>
        {moment === null
          ? words.atCap(tightest.quota)
          : t.rich(tightest.quota.policy === 'slow' ? 'answer.slowed' : 'answer.refused', {
              time: () => <When at={moment} zone={view.timeZone} now={view.at} />,
              city: zoneCity(view.timeZone),
              count: tightest.quota.slowPerMinute,
            })}
      </Notice>
    )
  }
  const facts = { title, percent: formatPercent(tightest.percent, locale) }
  return (
    <Notice tone={tightest.state === 'near' ? 'warn' : 'ok'} title={t('answer.open')}>
      {t('answer.nearest', facts)}
    </Notice>
  )
}
