/** A series' colour and its pattern: told apart without seeing colours. 1 to 6; null stands for all others, an outline only. */
export function pigmentFill(pigment: number | null): string {
  return pigment === null ? 'var(--surface)' : `url(#pigment-${pigment})`
}

/** A hairline in the ground's colour parts the segments; the outline is all that the others have. */
export function pigmentStroke(pigment: number | null): string {
  return pigment === null ? 'var(--control)' : 'var(--surface)'
}

const MARKS: Record<number, string | null> = {
  1: null,
  2: 'M-1 9 9 -1M-1 1 1 -1M7 9 9 7',
  3: 'M2 2h.1M6 6h.1',
  4: 'M0 4h8',
  5: 'M-1 -1 9 9M7 -1 9 1M-1 7 1 9',
  6: 'M0 4h8M4 0v8',
}

/** The patterns that every chart of the page refers to. Put it on the page once, before the charts. */
export function PigmentPatterns() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        {Object.entries(MARKS).map(([pigment, mark]) => (
          <pattern key={pigment} id={`pigment-${pigment}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill={`var(--pigment-${pigment})`} />
            {mark !== null && (
              <path d={mark} strokeWidth={pigment === '3' ? 2.4 : 1.2} strokeLinecap="round" stroke="var(--surface)" />
            )}
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

/** The sign of a series in a legend. */
export function PigmentSwatch({ pigment }: { pigment: number | null }) {
  return (
    <svg aria-hidden="true" width="14" height="14" className="keep-pattern shrink-0">
      <rect
        x="0.5"
        y="0.5"
        width="13"
        height="13"
        rx="2"
        fill={pigmentFill(pigment)}
        stroke={pigment === null ? 'var(--control)' : 'none'}
      />
    </svg>
  )
}
