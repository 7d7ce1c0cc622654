'use client'

import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import type { BurnDown, FanPlace } from '@/lib/domain/plates/burn-down'
import type { ReadPlace } from './burn-down-chart'
import { useLiveCharts } from './use-live-charts'

interface BurnDownFigureProps {
  /** Drawn by the server: the axes beneath the curves, the curves until the live ones are there, the marks upon them. */
  backdrop: ReactNode
  plate: ReactNode
  overlay: ReactNode
  above: ReactNode
  foot: ReactNode
  actual: BurnDown['actual']
  fan: readonly FanPlace[]
  /** The places that can be read, from left to right, what each says in words, and which of them is now. */
  stops: readonly ReadPlace[]
  readouts: readonly string[]
  now: number
  /** Stands in the place of a readout until there is one. */
  summary: string
  scrubberLabel: string
  imageLabel: string
}

/** The burn-down, the words of the day that is pointed at, and a slider that walks the days for hand, key and screen reader alike. */
export function BurnDownFigure(props: BurnDownFigureProps) {
  const { backdrop, plate, overlay, above, foot, actual, fan, stops, readouts, now, summary } = props
  const [stop, setStop] = useState<number | null>(null)
  const plot = useRef<HTMLDivElement>(null)
  const live = useLiveCharts(plot)
  const read = stop === null ? null : (stops[stop] ?? null)
  const readPointer = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    setStop(nearest(stops, (clientX - left) / width))
  }
  return (
    <div className="@container">
      <p className="min-h-10 text-small text-ink-2 noscript:invisible @min-[35rem]:min-h-5">
        {(stop === null ? null : readouts[stop]) ?? summary}
      </p>
      <div className="mt-2 ml-10">
        <div role="img" aria-label={props.imageLabel}>
          {above}
          <div
            ref={plot}
            data-plot
            onPointerMove={readPointer}
            onPointerDown={readPointer}
            onPointerLeave={() => setStop(null)}
            className="relative h-28 touch-pan-y @min-[35rem]:h-52"
          >
            <div className="absolute inset-0">{backdrop}</div>
            <div data-plate className={live ? 'invisible absolute inset-0' : 'absolute inset-0'}>
              {plate}
            </div>
            {live && (
              <div className="keep-pattern absolute inset-0 [&_svg]:overflow-visible">
                <live.charts.BurnDownChart {...live.size} {...{ actual, fan, read }} />
              </div>
            )}
            <div className="pointer-events-none absolute inset-0">{overlay}</div>
          </div>
          {foot}
        </div>
        <input
          type="range"
          min={0}
          max={stops.length - 1}
          value={stop ?? now}
          onChange={(event) => setStop(event.currentTarget.valueAsNumber)}
          aria-label={props.scrubberLabel}
          aria-valuetext={readouts[stop ?? now]}
          className="scrubber mt-1 block h-7 w-full noscript:invisible print:hidden"
        />
      </div>
    </div>
  )
}

/** The place whose distance from `left` is least. */
function nearest(stops: readonly ReadPlace[], left: number): number {
  return stops.reduce(
    (best, stop, i) => (Math.abs(stop.left - left) < Math.abs((stops[best]?.left ?? 0) - left) ? i : best),
    0,
  )
}
