import { useTranslations } from 'next-intl'
import { BurnDownFigure } from '@/components/charts/burn-down-figure'
import { BurnDownOverlay, MarksAbove, MarksBelow } from '@/components/charts/burn-down-marks'
import { BurnDownBackdrop, BurnDownFoot, BurnDownPlate } from '@/components/charts/burn-down-plate'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import type { HomeView } from '@/lib/domain/forecast/views'
import { type BurnDown, type BurnDownFacts, planBurnDown } from '@/lib/domain/plates/burn-down'
import { type BurnDownStop, burnDownStops } from '@/lib/domain/plates/burn-down-stops'
import { tokensToPlot } from '@/lib/domain/tokens'
import { BurnDownKey } from './burn-down-key'
import { BurnDownTable } from './burn-down-table'
import { ForecastQuality } from './forecast-quality'
import type { HomeState } from './home-address'
import { PaceControl } from './pace-control'
import { useBurnDownCaption, useReadout } from './use-burn-down-words'
import { ViewSwitch } from './view-switch'

/** How the balance went and where it goes: sentence, picture, the same as a table, and the control of the pace. On paper it is always the table. */
export function BurnDownCard({ view, state }: { view: HomeView; state: HomeState }) {
  const t = useTranslations('burnDown')
  const facts = factsOf(view)
  const plan = planBurnDown(facts)
  const stops = burnDownStops(facts, plan.axis)
  const caption = useBurnDownCaption({ view, plan })
  const isChart = state.shown === 'chart'
  return (
    <Card title={t('title')} aside={<ViewSwitch state={state} of={t('title')} />} id="burn-down">
      <figure>
        <figcaption className="mb-1 max-w-measure text-pretty max-sm:text-small">{caption}</figcaption>
        {isChart && (
          <div className="print:hidden">
            <Picture view={view} plan={plan} stops={stops} />
            <BurnDownKey marks={plan.marks} hasFan={plan.fan.length > 0} zone={view.account.timeZone} />
          </div>
        )}
        <div className={classNames(isChart && 'hidden print:block')}>
          <BurnDownTable view={view} stops={stops} onPaper={isChart} />
        </div>
      </figure>
      {view.forecast && <PaceControl state={state} />}
      {view.forecast && <ForecastQuality forecast={view.forecast} record={view.record} />}
    </Card>
  )
}

function factsOf({ asOf, account, balanceHistory, forecast, nextEvents, purchases }: HomeView): BurnDownFacts {
  return {
    now: asOf,
    timeZone: account.timeZone,
    history: balanceHistory,
    forecast,
    events: nextEvents,
    arrivals: purchases,
  }
}

function Picture({ view, plan, stops }: { view: HomeView; plan: BurnDown; stops: readonly BurnDownStop[] }) {
  const t = useTranslations('burnDown')
  const readout = useReadout(view)
  const zone = view.account.timeZone
  const top = tokensToPlot(plan.amounts.top)
  return (
    <BurnDownFigure
      backdrop={<BurnDownBackdrop plan={plan} />}
      plate={<BurnDownPlate plan={plan} />}
      overlay={<BurnDownOverlay plan={plan} zone={zone} />}
      above={<MarksAbove plan={plan} zone={zone} />}
      foot={
        <>
          <BurnDownFoot plan={plan} zone={zone} />
          <MarksBelow plan={plan} zone={zone} />
        </>
      }
      actual={plan.actual}
      fan={plan.fan}
      stops={stops.map((stop) => ({
        left: stop.left,
        bottom: (stop.kind === 'expected' ? stop.point.p50 : tokensToPlot(stop.available)) / top,
      }))}
      readouts={stops.map(readout)}
      now={stops.findIndex(({ kind }) => kind === 'now')}
      summary={t('hint')}
      scrubberLabel={t('scrubber')}
      imageLabel={t('plate')}
    />
  )
}
