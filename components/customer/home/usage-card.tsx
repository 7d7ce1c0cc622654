import { useTranslations } from 'next-intl'
import { PigmentSwatch } from '@/components/charts/pigments'
import { UsageFigure } from '@/components/charts/usage-figure'
import { UsageBackdrop, UsagePlate } from '@/components/charts/usage-plate'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { TokenAmount } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { zoneCity } from '@/lib/domain/format/format-time'
import { planUsageBars } from '@/lib/domain/plates/usage-bars'
import { tokensToPlot } from '@/lib/domain/tokens'
import type { HomeState } from './home-address'
import { UsageFoot } from './usage-foot'
import { UsageTable } from './usage-table'
import { useUsageWords } from './use-usage-words'
import { ViewSwitch } from './view-switch'

/** What was used in 14 days: sentence, picture, legend, and the same as a table. On paper it is always the table. */
export function UsageCard({ view, state }: { view: HomeView; state: HomeState }) {
  const t = useTranslations('usage')
  const { caption, seriesName } = useUsageWords(view)
  const { usage, account } = view
  const isChart = state.shown === 'chart'
  return (
    <Card title={t('title')} aside={<ViewSwitch state={state} of={t('title')} />} id="usage">
      <figure>
        <figcaption className="mb-3 max-w-measure">{caption}</figcaption>
        {isChart && usage.tokens > 0n && (
          <div className="print:hidden">
            <Picture view={view} />
            <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-small">
              {usage.series.map((series) => (
                <li key={series.actionKey} className="flex items-center gap-2">
                  <PigmentSwatch pigment={series.pigment} />
                  <span>{seriesName(series)}</span>
                  <TokenAmount amount={series.tokens} sense="used" compact className="font-medium" />
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className={classNames(isChart && 'hidden print:block')}>
          <UsageTable view={view} onPaper={isChart} />
        </div>
        <p className="mt-3 text-label text-ink-3">{t('zone', { city: zoneCity(account.timeZone) })}</p>
      </figure>
    </Card>
  )
}

function Picture({ view }: { view: HomeView }) {
  const t = useTranslations('usage')
  const { dayReadout } = useUsageWords(view)
  const { days, series } = view.usage
  const amounts = series.map((one) => one.tokensByDay)
  const bars = planUsageBars(amounts, days.length)
  const pigments = series.map((one) => one.pigment)
  return (
    <UsageFigure
      backdrop={<UsageBackdrop bars={bars} />}
      plate={<UsagePlate bars={bars} pigments={pigments} />}
      foot={<UsageFoot days={days} />}
      series={amounts.map((one) => one.map(tokensToPlot))}
      pigments={pigments}
      top={tokensToPlot(bars.top)}
      readouts={days.map((_, day) => dayReadout(day))}
      summary={t('hint')}
      scrubberLabel={t('scrubber')}
      imageLabel={t('plate')}
    />
  )
}
