import { useTranslations } from 'next-intl'
import type { Forecast } from '@/lib/domain/forecast/model'
import type { HomeView } from '@/lib/domain/forecast/views'

interface ForecastQualityProps {
  forecast: Forecast
  record: HomeView['record']
}

/** "How good is this?": how the forecast works, in a sentence, and the account's own record. */
export function ForecastQuality({ forecast, record }: ForecastQualityProps) {
  const t = useTranslations('burnDown')
  return (
    <details className="mt-2 text-small text-ink-2">
      <summary className="inline-block py-1 text-accent">{t('quality')}</summary>
      <div className="mt-1 grid max-w-measure gap-1">
        <p>{t('how', { days: forecast.historyDays })}</p>
        {record && <p>{t('record', { ...record })}</p>}
      </div>
    </details>
  )
}
