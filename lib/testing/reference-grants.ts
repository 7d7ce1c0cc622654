/** Amounts in tokens, instants in microseconds, as plain numbers: the reference shares no type with the domain either. */
export interface ReferenceGrant {
  createdSeq: number
  priority: number
  effectiveAt: number
  expiresAt: number
  /** What the whole amount cost, in cents. */
  cost: number
  actions: string[]
  amount: number
  pending: number
  left: number
  held: number
  spent: number
  expired: number
  revoked: number
  moved: number
  /** Of a plan: the number of its period, and the most of it that rolls over. */
  period: number
  rollover: ReferenceRollover | null
}

export interface ReferenceRollover {
  again: boolean
  max: number
}

export type GrantTerms = Pick<ReferenceGrant, 'priority' | 'effectiveAt' | 'expiresAt' | 'cost' | 'actions'> &
  Partial<Pick<ReferenceGrant, 'period' | 'rollover'>>

export function grantOfTerms(tokens: number, terms: GrantTerms, isLater: boolean, createdSeq: number): ReferenceGrant {
  const empty = { pending: 0, left: 0, held: 0, spent: 0, expired: 0, revoked: 0, moved: 0 }
  const filled = isLater ? { pending: tokens } : { left: tokens }
  return { period: -1, rollover: null, ...terms, amount: tokens, ...empty, ...filled, createdSeq }
}

export function serves(grant: ReferenceGrant, action: string | null, at: number): boolean {
  const open = grant.left > 0 && grant.effectiveAt <= at && at < grant.expiresAt
  return open && (grant.actions.length === 0 || (action !== null && grant.actions.includes(action)))
}

/** The grant that is spent first: by priority, expiry, free before paid, age. */
export function firstToSpend(grants: ReferenceGrant[]): ReferenceGrant | undefined {
  const keys = (g: ReferenceGrant) => [g.priority, g.expiresAt, g.cost > 0 ? 1 : 0, g.effectiveAt, g.createdSeq]
  return [...grants].sort((a, b) => {
    const [left, right] = [keys(a), keys(b)]
    const i = left.findIndex((key, n) => key !== right[n])
    return i < 0 ? 0 : (left[i] ?? 0) - (right[i] ?? 0)
  })[0]
}
