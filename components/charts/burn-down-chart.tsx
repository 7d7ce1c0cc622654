'use client'

import { Area, ComposedChart, Line, ReferenceDot, ReferenceLine, XAxis, YAxis } from 'recharts'
import type { BurnDown, FanPlace } from '@/lib/domain/plates/burn-down'
import { INNER_OPACITY, OUTER_OPACITY } from './fan-opacity'

/** A place that is read: fractions of the plot's width and height. */
export interface ReadPlace {
  left: number
  bottom: number
}

export interface BurnDownChartProps {
  width: number
  height: number
  actual: BurnDown['actual']
  fan: readonly FanPlace[]
  /** What the pointer or the slider is at. */
  read: ReadPlace | null
}

interface Row {
  left: number
  available?: number
  outer?: [number, number]
  inner?: [number, number]
  middle?: number
}

const OFF = { isAnimationActive: false, dot: false, activeDot: false } as const

/** The live curves: same size and scales as the plate beneath. Readers get the readout, the scrubber and the table instead. */
export function BurnDownChart({ width, height, actual, fan, read }: BurnDownChartProps) {
  const rows: Row[] = [
    ...actual.map(([left, available]) => ({ left, available })),
    ...fan.map(([left, p10, p25, middle, p75, p90]) => ({
      left,
      outer: [p10, p90] as [number, number],
      inner: [p25, p75] as [number, number],
      middle,
    })),
  ]
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <XAxis dataKey="left" type="number" domain={[0, 1]} hide />
      <YAxis type="number" domain={[0, 1]} hide />
      <Area dataKey="outer" fill="var(--accent)" fillOpacity={OUTER_OPACITY} stroke="var(--accent)" {...OFF} />
      <Area dataKey="inner" fill="var(--accent)" fillOpacity={INNER_OPACITY} stroke="none" {...OFF} />
      <Line dataKey="middle" type="linear" stroke="var(--accent)" strokeWidth={2} strokeDasharray="6 4" {...OFF} />
      <Line dataKey="available" type="stepAfter" stroke="var(--accent)" strokeWidth={2} {...OFF} />
      {read && <ReferenceLine x={read.left} stroke="var(--ink-2)" />}
      {read && (
        <ReferenceDot
          x={read.left}
          y={read.bottom}
          r={4}
          fill="var(--surface)"
          stroke="var(--accent)"
          strokeWidth={2}
        />
      )}
    </ComposedChart>
  )
}
