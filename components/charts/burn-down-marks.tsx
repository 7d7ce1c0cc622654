import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { formatDay, formatDeadlineDay } from '@/lib/domain/format/format-time'
import { formatTokensCompact } from '@/lib/domain/format/format-tokens'
import type { BurnDown } from '@/lib/domain/plates/burn-down'
import type { Mark, MarkSign } from '@/lib/domain/plates/burn-down-marks'
import { anchorAt, percent } from './places'

/** Words on lines keep a rim of the ground's colour. */
const WORDS = 'text-label [paint-order:stroke] [stroke-width:4px] [stroke-linejoin:round] stroke-surface'

/** "Now" and what comes, above the plot. */
export function MarksAbove({ plan: { marks, now }, zone }: { plan: BurnDown; zone: string }) {
  const t = useTranslations('burnDown')
  return (
    <svg aria-hidden="true" width="100%" height="20" className="block overflow-visible">
      <text
        x={percent(now)}
        y="13"
        textAnchor={marks.isNowCrowded ? 'end' : anchorAt(now)}
        className="fill-ink-2 text-label"
      >
        {t('now')}
      </text>
      <MarkRow marks={marks.above} zone={zone} />
    </svg>
  )
}

/** What lapses, below. */
export function MarksBelow({ plan: { marks }, zone }: { plan: BurnDown; zone: string }) {
  if (marks.below.length === 0) return null
  return (
    <svg aria-hidden="true" width="100%" height="20" className="block overflow-visible">
      <MarkRow marks={marks.below} zone={zone} />
    </svg>
  )
}

/** On the plot itself: the lines of now and of what comes, the time at zero, the run-out with its range, past grants. */
export function BurnDownOverlay({ plan, zone }: { plan: BurnDown; zone: string }) {
  const t = useTranslations('burnDown')
  const hatch = useId()
  const { now, marks, gap, runOut, arrivals } = plan
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="100%"
      className="keep-pattern pointer-events-none block overflow-visible"
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M-1 1 1 -1M-1 7 7 -1M5 7 7 5" strokeWidth="1" className="stroke-warn" opacity="0.55" />
        </pattern>
      </defs>
      {gap && (
        <svg aria-hidden="true" x={percent(gap.left)} y="100%" width={percent(gap.width)} className="overflow-visible">
          <rect y="-12" width="100%" height="12" fill={`url(#${hatch})`} />
          <text x="60%" y="-17" textAnchor="middle" className={`hidden fill-ink-2 @min-[35rem]:block ${WORDS}`}>
            {gap.width > 0.17 && t('gap', { days: gap.days })}
          </text>
        </svg>
      )}
      {marks.above.map(({ id, left }) => (
        <line
          key={id}
          x1={percent(left)}
          x2={percent(left)}
          y1="0"
          y2="100%"
          stroke="var(--control)"
          strokeDasharray="2 3"
        />
      ))}
      <line x1={percent(now)} x2={percent(now)} y1="0" y2="100%" stroke="var(--ink-3)" />
      {arrivals.map(({ at, left, name }) => (
        <line
          key={`${at} ${name}`}
          x1={percent(left)}
          x2={percent(left)}
          y1="100%"
          y2="94%"
          stroke="var(--ink-2)"
          strokeWidth="2"
        />
      ))}
      {runOut && <RunOutSign runOut={runOut} zone={zone} />}
    </svg>
  )
}

/** A ring at the middle run-out on the zero line, with a bracket from its early to its late end, which stays open when it is past the picture. */
function RunOutSign({
  runOut: { at, left, early, late, clear },
  zone,
}: {
  runOut: NonNullable<BurnDown['runOut']>
  zone: string
}) {
  const locale = useLocale()
  const sign = { className: 'stroke-warn', strokeWidth: 2 } as const
  const end = percent(late ?? 1)
  return (
    <>
      <svg aria-hidden="true" y="100%" className="overflow-visible">
        <line x1={percent(early)} x2={end} {...sign} />
        <line x1={percent(early)} x2={percent(early)} y1="-5" y2="5" {...sign} />
        {late !== null && <line x1={end} x2={end} y1="-5" y2="5" {...sign} />}
        <circle cx={percent(left)} r="5" fill="var(--surface)" {...sign} />
      </svg>
      <text
        x={percent(left)}
        y={percent(1 - clear)}
        dy="-8"
        textAnchor={anchorAt(left)}
        className={`fill-ink font-bold ${WORDS}`}
      >
        {formatDay(at, zone, locale)}
      </text>
    </>
  )
}

/** Prices have a sign of their own among the letters. */
const SIGNS: Record<Exclude<MarkSign, 'price'>, string> = {
  up: 'M0 -9 5 0H-5Z',
  down: 'M0 0 5 -9H-5Z',
  turn: 'M-4 -7A5 5 0 1 1 -5 -3M-4.5 -10V-6.5H-1',
}

function MarkRow({ marks, zone }: { marks: readonly Mark[]; zone: string }) {
  return marks
    .filter(({ pin, pinTo }) => pin === null || pinTo !== null)
    .map((mark) => (
      <svg key={mark.id} aria-hidden="true" x={percent(mark.left)} y="13" className="overflow-visible">
        <MarkLabel mark={mark} zone={zone} />
      </svg>
    ))
}

/** The sign with its words; with a number where words would collide, alone on a narrow picture unless it is the next. */
function MarkLabel({ mark, zone }: { mark: Mark; zone: string }) {
  const words = useMarkWords(zone)(mark)
  const { sign, pin, pinTo, isNext, isLeftward } = mark
  const text = {
    x: isLeftward ? -9 : 9,
    textAnchor: isLeftward ? 'end' : 'start',
    className: `text-label fill-ink-2 ${pin === null && !isNext ? 'hidden @min-[35rem]:block' : ''}`,
  } as const
  return (
    <>
      {sign === 'price' ? (
        <text textAnchor="middle" className="fill-ink-2 text-small font-bold">
          §
        </text>
      ) : (
        <path
          d={SIGNS[sign]}
          fill={sign === 'turn' ? 'none' : 'var(--ink-2)'}
          stroke="var(--ink-2)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      )}
      <text {...text}>{pin === null ? words : pin === pinTo ? pin : `${pin}–${pinTo}`}</text>
    </>
  )
}

/** "+500K, 1 Jan", "−38.2K, 30 Nov"; of a price change its day alone. */
export function useMarkWords(zone: string): (mark: Mark) => string {
  const t = useTranslations('burnDown')
  const locale = useLocale()
  return ({ sign, amount, at }) => {
    const date = sign === 'down' ? formatDeadlineDay(at, zone, locale) : formatDay(at, zone, locale)
    if (amount === null) return t('markPrice', { date })
    const isDown = sign === 'down'
    const figure = `${isDown ? '−' : '+'}${formatTokensCompact(amount, locale, isDown ? 'expires' : 'added')}`
    return t('mark', { figure, date })
  }
}
