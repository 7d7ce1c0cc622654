import type { Route } from 'next'
import Link from 'next/link'
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
import { UsageFoot } from './usage-foot'
import { UsageTable } from './usage-table'
import { useUsageWords } from './use-usage-words'

export type UsageViewKind = 'chart' | 'table'

interface UsageCardProps {
  view: HomeView
  shown: UsageViewKind
  /** The page's own address, to which the switch adds "view=table". */
  address: Route
}

/** What was used in 14 days: sentence, picture, legend, and the same as a table. On paper it is always the table. */
export function UsageCard({ view, shown, address }: UsageCardProps) {
  const t = useTranslations('usage')
  const { caption, seriesName } = useUsageWords(view)
  const { usage, account } = view
  return (
    <Card title={t('title')} aside={<ViewSwitch shown={shown} address={address} />} id="usage">
      <figure>
        <figcaption className="mb-3 max-w-measure">{caption}</figcaption>
        {shown === 'chart' && usage.tokens > 0n && (
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
        <div className={classNames(shown === 'chart' && 'hidden print:block')}>
          <UsageTable view={view} onPaper={shown === 'chart'} />
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

function ViewSwitch({ shown, address }: Pick<UsageCardProps, 'shown' | 'address'>) {
  const t = useTranslations('usage')
  const kinds = [
    { kind: 'chart', href: address, label: t('chart') },
    { kind: 'table', href: `${address}?view=table` as Route, label: t('table') },
  ] as const
  return (
    <nav aria-label={t('view')} className="flex text-small print:hidden">
      {kinds.map(({ kind, href, label }) => (
        <Link
          key={kind}
          href={href}
          scroll={false}
          aria-current={kind === shown ? 'true' : undefined}
          className="border border-control px-3 py-1.5 text-ink-2 no-underline first:rounded-l-small last:rounded-r-small last:border-l-0 aria-current:bg-accent-soft aria-current:font-medium aria-current:text-accent"
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
