import { useLocale } from 'next-intl'
import { formatTick } from '@/lib/domain/format/format-tokens'
import type { UsageBars } from '@/lib/domain/plates/usage-bars'
import { pigmentFill } from './pigments'

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`
}

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
            style={{ stroke: pigments[series] === null ? 'var(--control)' : 'var(--surface)' }}
          />
        )),
      )}
    </svg>
  )
}

/** The axis: a hairline for each round amount, with the amount at its left. */
export function UsageBackdrop({ bars }: { bars: UsageBars }) {
  const locale = useLocale()
  return bars.ticks.map(({ amount, bottom }) => (
    <div key={bottom} className="absolute inset-x-0 border-t border-hairline" style={{ top: percent(1 - bottom) }}>
      <span className="absolute right-full -translate-y-1/2 pr-2 text-label whitespace-nowrap text-ink-3">
        {formatTick(amount, locale)}
      </span>
    </div>
  ))
}
