'use client'

import { type ComponentType, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { UsageChartProps } from './usage-chart'

interface UsageFigureProps {
  /** Grid lines and labels: beneath the bars, drawn by the server. */
  backdrop: ReactNode
  /** The plate: shown until the live chart is there. */
  plate: ReactNode
  /** The names of the days. */
  foot: ReactNode
  series: readonly (readonly number[])[]
  pigments: readonly (number | null)[]
  top: number
  /** What each day says in words, and what stands there until one is chosen. */
  readouts: readonly string[]
  summary: string
  scrubberLabel: string
  imageLabel: string
}

/** A picture, the words of the day that is pointed at, and a slider that walks the days for hand, key and screen reader alike. */
export function UsageFigure(props: UsageFigureProps) {
  const { backdrop, plate, foot, series, pigments, top, readouts, summary, scrubberLabel, imageLabel } = props
  const [day, setDay] = useState<number | null>(null)
  const plot = useRef<HTMLDivElement>(null)
  const live = useLiveChart(plot)
  const readout = (day === null ? null : readouts[day]) ?? summary
  return (
    <>
      <p className="min-h-10 text-small text-ink-2 noscript:invisible">{readout}</p>
      <div className="mt-4 ml-10">
        <div ref={plot} role="img" aria-label={imageLabel} className="relative h-40 sm:h-52">
          <div className="absolute inset-0">{backdrop}</div>
          <div className={live ? 'invisible absolute inset-0' : 'absolute inset-0'}>{plate}</div>
          {live && (
            <div className="keep-pattern absolute inset-0">
              <live.Chart {...live.size} series={series} pigments={pigments} top={top} onDay={setDay} />
            </div>
          )}
        </div>
        {foot}
        <input
          type="range"
          min={0}
          max={readouts.length - 1}
          value={day ?? readouts.length - 1}
          onChange={(event) => setDay(event.currentTarget.valueAsNumber)}
          aria-label={scrubberLabel}
          aria-valuetext={readouts[day ?? readouts.length - 1]}
          className="scrubber mt-1 block h-7 w-full noscript:invisible print:hidden"
        />
      </div>
    </>
  )
}

interface LiveChart {
  Chart: ComponentType<UsageChartProps>
  size: { width: number; height: number }
}

/** The live chart, loaded once the plot has been seen and the browser is at rest; null until then, and for good when it cannot be loaded: the plate stays. */
function useLiveChart(plot: RefObject<HTMLDivElement | null>): LiveChart | null {
  const [live, setLive] = useState<LiveChart | null>(null)
  useEffect(() => {
    const element = plot.current
    if (!element) return
    let measure: ResizeObserver | null = null
    const begin = (Chart: LiveChart['Chart']) => {
      measure = new ResizeObserver(() =>
        setLive({ Chart, size: { width: element.clientWidth, height: element.clientHeight } }),
      )
      measure.observe(element)
    }
    const sight = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      sight.disconnect()
      whenIdle(() =>
        import('./usage-chart').then(
          ({ UsageChart }) => element.isConnected && begin(UsageChart),
          () => {},
        ),
      )
    })
    sight.observe(element)
    return () => {
      sight.disconnect()
      measure?.disconnect()
    }
  }, [plot])
  return live
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 200)
}
