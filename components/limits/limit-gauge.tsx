import { useId } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { LimitState } from '@/lib/domain/quotas/views'

interface LimitGaugeProps {
  /** Whole percent used; more than 100 when work that was done already went beyond. */
  percent: bigint
  state: LimitState
  label: string
  /** The state in words, for those who listen. */
  words: string
}

const FILLS: Record<LimitState, string> = {
  open: 'fill-accent',
  near: 'fill-warn',
  full: 'fill-danger',
  over: 'fill-warn',
  lifted: 'fill-info',
}

const STROKES: Record<LimitState, string> = {
  open: 'stroke-accent',
  near: 'stroke-warn',
  full: 'stroke-danger',
  over: 'stroke-warn',
  lifted: 'stroke-info',
}

/** What is left, as a bar that empties; hatched when nothing is. The words beside it say the same. */
export function LimitGauge({ percent, state, label, words }: LimitGaugeProps) {
  const hatch = useId()
  const used = percent > 100n ? 100n : percent
  const isEmpty = used === 100n
  return (
    <div>
      <meter min={0} max={100} value={Number(used)} aria-label={label} aria-valuetext={words} className="sr-only" />
      <svg
        aria-hidden="true"
        width="100%"
        height="14"
        className={classNames('keep-pattern block rounded-small border bg-sunken', 'border-control')}
      >
        <defs>
          <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse">
            <path d="M-1 1 1 -1M-1 9 9 -1M7 9 9 7" strokeWidth="1.6" className={STROKES[state]} />
          </pattern>
        </defs>
        {isEmpty ? (
          <rect width="100%" height="100%" fill={`url(#${hatch})`} />
        ) : (
          <rect width={`${100n - used}%`} height="100%" className={FILLS[state]} />
        )}
        {[25, 50, 75].map((tick) => (
          <rect key={tick} x={`${tick}%`} y="10" width="1" height="4" className="fill-control" />
        ))}
      </svg>
    </div>
  )
}
