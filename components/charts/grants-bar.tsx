import type { Grant } from '@/lib/domain/ledger/model'
import { type Tokens, tokensToPlot } from '@/lib/domain/tokens'

interface GrantsBarProps {
  /** First spent first. */
  grants: readonly Grant[]
  sum: Tokens
  label: string
}

/** How a grant came: each kind has a pigment, so that bought tokens are told from gifts at a glance. */
const PIGMENT = { promo: 3, plan: 2, pack: 1, adjustment: 4, refund: 4, rollover: 2 } as const satisfies Record<
  Grant['source'],
  number
>

export function grantPigment(source: Grant['source']): number {
  return PIGMENT[source]
}

/** The tokens left as one bar, what is spent first at the left. The table beneath says the same in figures. */
export function GrantsBar({ grants, sum, label }: GrantsBarProps) {
  return (
    <div
      role="img"
      aria-label={label}
      className="keep-pattern flex h-5 overflow-hidden rounded-small border border-hairline bg-sunken"
    >
      {grants.map(({ id, source, available }) => (
        <svg
          key={id}
          aria-hidden="true"
          className="h-full min-w-1.5 border-r border-surface last:border-r-0"
          style={{ flexGrow: tokensToPlot(available) / tokensToPlot(sum), flexBasis: 0 }}
        >
          <rect width="100%" height="100%" fill={`url(#pigment-${grantPigment(source)})`} />
        </svg>
      ))}
    </div>
  )
}
