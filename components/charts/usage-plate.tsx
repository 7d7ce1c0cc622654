import { useLocale } from 'next-intl'
import { formatTick } from '@/lib/domain/format/format-tokens'
import type { UsageBars } from '@/lib/domain/plates/usage-bars'
import { pigmentFill, pigmentStroke } from './pigments'
import { percent } from './places'

/** The bars as the server draws them: complete without JavaScript, and what the live chart is laid over. */
export function UsagePlate({ bars, pigments }: { bars: UsageBars; pigments: readonly (number | null)[] }) {
  return (
    <svg aria-hidden="true" width="100%" height="100%" className="keep-pattern block">
      {bars.bars.flatMap(({ left, width, segments }) =>
        segments.map(({ series, bottom, height }) => (
          <rect
            key={`${left}-${series}`}
            x={percent(left)}
            width={percent(width)}
            y={percent(1 - bottom - height)}
            height={percent(height)}
            fill={pigmentFill(pigments[series] ?? null)}
            stroke={pigmentStroke(pigments[series] ?? null)}
          />
        )),
      )}
    </svg>
  )
}

/** The axis: a hairline for each round amount, with the amount at its left. */
export function UsageBackdrop({ bars }: { bars: UsageBars }) {
  const locale = useLocale()
  return (
    <svg aria-hidden="true" width="100%" height="100%" className="block overflow-visible">
      {bars.ticks.map(({ amount, bottom }) => {
        const y = percent(1 - bottom)
        return (
          <g key={bottom}>
            <line x1="0" x2="100%" y1={y} y2={y} stroke="var(--hairline)" />
            <text x="-6" y={y} dy="0.35em" textAnchor="end" className="fill-ink-3 text-label">
              {formatTick(amount, locale)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
