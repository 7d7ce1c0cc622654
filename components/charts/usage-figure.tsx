'use client'

import { type ReactNode, useRef, useState } from 'react'
import { useLiveCharts } from './use-live-charts'

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
  const live = useLiveCharts(plot)
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
              <live.charts.UsageChart {...live.size} series={series} pigments={pigments} top={top} onDay={setDay} />
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
