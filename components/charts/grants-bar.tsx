import type { Grant } from '@/lib/domain/ledger/model'
import { grantShares } from '@/lib/domain/plates/grant-shares'

/** How a grant came: each kind has a pigment, so that bought tokens are told from gifts at a glance. */
const PIGMENT = { promo: 3, plan: 2, pack: 1, adjustment: 4, refund: 4, rollover: 2 } as const satisfies Record<
  Grant['source'],
  number
>

export function grantPigment(source: Grant['source']): number {
  return PIGMENT[source]
}

/** The tokens left as one bar, what is spent first at the left. `grants` come in spend order; the table beneath says the same in figures. */
export function GrantsBar({ grants, label }: { grants: readonly Grant[]; label: string }) {
  const shares = grantShares(grants.map((grant) => grant.available))
  return (
    <svg
      role="img"
      aria-label={label}
      width="100%"
      height="20"
      className="keep-pattern block rounded-small border border-hairline"
    >
      {grants.map(({ id, source }, i) => (
        <rect
          key={id}
          x={`${(shares[i]?.left ?? 0) * 100}%`}
          width={`${(shares[i]?.width ?? 0) * 100}%`}
          height="100%"
          fill={`url(#pigment-${grantPigment(source)})`}
          stroke="var(--surface)"
        />
      ))}
    </svg>
  )
}
