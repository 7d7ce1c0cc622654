'use client'

import { Bar, BarChart, XAxis, YAxis } from 'recharts'
import { BAR_GAP } from '@/lib/domain/plates/usage-bars'
import { pigmentFill, pigmentStroke } from './pigments'

export interface UsageChartProps {
  width: number
  height: number
  /** Tokens as plain numbers, by series and day. */
  series: readonly (readonly number[])[]
  pigments: readonly (number | null)[]
  top: number
  /** Called with the day under the pointer, null when it leaves. */
  onDay: (day: number | null) => void
}

/** The live bars: same size, scale and order as the plate beneath. Readers get the readout, the scrubber and the table instead. */
export function UsageChart({ width, height, series, pigments, top, onDay }: UsageChartProps) {
  const days = (series[0] ?? []).map((_, day) => ({ day, amounts: series.map((one) => one[day] ?? 0) }))
  return (
    <BarChart
      width={width}
      height={height}
      data={days}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={`${BAR_GAP * 100}%`}
      accessibilityLayer={false}
      tabIndex={-1}
      onMouseMove={({ activeTooltipIndex }) =>
        onDay(activeTooltipIndex === undefined ? null : Number(activeTooltipIndex))
      }
      onMouseLeave={() => onDay(null)}
    >
      <XAxis dataKey="day" hide />
      <YAxis domain={[0, top]} hide />
      {series.map((_, i) => (
        <Bar
          key={`series-${i.toString()}`}
          dataKey={(day: { amounts: number[] }) => day.amounts[i] ?? 0}
          stackId="day"
          fill={pigmentFill(pigments[i] ?? null)}
          stroke={pigmentStroke(pigments[i] ?? null)}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  )
}
