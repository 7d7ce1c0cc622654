import { useLocale } from 'next-intl'
import { formatDay } from '@/lib/domain/format/format-time'
import { formatTick } from '@/lib/domain/format/format-tokens'
import type { BurnDown } from '@/lib/domain/plates/burn-down'
import { INNER_OPACITY, OUTER_OPACITY } from './fan-opacity'
import { anchorAt, percent } from './places'

/** The sides of the curves' drawing, which is stretched to the plot. */
const SIDE = 1000

/** The curves as the server draws them: complete without JavaScript, and what the live chart is laid over. */
export function BurnDownPlate({ plan: { actual, fan } }: { plan: BurnDown }) {
  const low = fan.map(([left, p10]) => [left, p10] as const)
  const high = fan.map(([left, , , , , p90]) => [left, p90] as const)
  const innerLow = fan.map(([left, , p25]) => [left, p25] as const)
  const innerHigh = fan.map(([left, , , , p75]) => [left, p75] as const)
  const middle = fan.map(([left, , , p50]) => [left, p50] as const)
  const curve = { fill: 'none', stroke: 'var(--accent)', vectorEffect: 'non-scaling-stroke' } as const
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="100%"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      preserveAspectRatio="none"
      className="keep-pattern block overflow-visible"
    >
      {fan.length > 0 && (
        <>
          <path d={band(low, high)} fill="var(--accent)" fillOpacity={OUTER_OPACITY} />
          <path d={line(low)} {...curve} />
          <path d={line(high)} {...curve} />
          <path d={band(innerLow, innerHigh)} fill="var(--accent)" fillOpacity={INNER_OPACITY} />
          <path d={line(middle)} strokeWidth="2" strokeDasharray="6 4" {...curve} />
        </>
      )}
      <path d={steps(actual)} strokeWidth="2" {...curve} />
    </svg>
  )
}

/** The axes: a hairline for each round amount, with the amount at its left. */
export function BurnDownBackdrop({ plan: { amounts } }: { plan: BurnDown }) {
  const locale = useLocale()
  return (
    <svg aria-hidden="true" width="100%" height="100%" className="block overflow-visible">
      {amounts.ticks.map(({ amount, bottom }) => {
        const y = percent(1 - bottom)
        return (
          <g key={bottom}>
            <line x1="0" x2="100%" y1={y} y2={y} stroke={bottom === 0 ? 'var(--control)' : 'var(--hairline)'} />
            <text x="-6" y={y} dy="0.35em" textAnchor="end" className="fill-ink-3 text-label">
              {formatTick(amount, locale)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** Days of many pictures' feet are too close on a narrow one: every second stays. */
const TICKS_NARROW = 5

/** The dates beneath. */
export function BurnDownFoot({ plan: { timeTicks }, zone }: { plan: BurnDown; zone: string }) {
  const locale = useLocale()
  return (
    <svg aria-hidden="true" width="100%" height="20" className="block overflow-visible">
      {timeTicks.map(({ at, left }, i) => (
        <g
          key={left}
          className={timeTicks.length > TICKS_NARROW && i % 2 === 1 ? 'hidden @min-[35rem]:block' : undefined}
        >
          <line x1={percent(left)} x2={percent(left)} y1="0" y2="4" stroke="var(--control)" />
          <text x={percent(left)} y="16" textAnchor={anchorAt(left)} className="fill-ink-3 text-label">
            {formatDay(at, zone, locale)}
          </text>
        </g>
      ))}
    </svg>
  )
}

type Point = readonly [left: number, bottom: number]

function place([left, bottom]: Point): string {
  return `${(left * SIDE).toFixed(1)} ${((1 - bottom) * SIDE).toFixed(1)}`
}

function line(points: readonly Point[]): string {
  return `M${points.map(place).join('L')}`
}

function band(low: readonly Point[], high: readonly Point[]): string {
  return `${line([...high, ...[...low].reverse()])}Z`
}

/** Each amount holds until the next one. */
function steps(points: readonly Point[]): string {
  return line(points.flatMap((point, i) => [[point[0], points[i - 1]?.[1] ?? point[1]] as const, point]))
}
