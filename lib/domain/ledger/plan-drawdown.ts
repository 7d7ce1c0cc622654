import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import type { Bucket, Entry, Grant } from './model'
import { inSpendOrder } from './spend-order'

export interface Drawdown {
  readonly entries: readonly Entry[]
  /** What the grants could not cover. */
  readonly shortfall: Tokens
}

/**
 * Which grants give how much of `amount`, in spend order, without doing it.
 * `action` null draws from unrestricted grants only; `to` is where the tokens go.
 */
export function planDrawdown(
  grants: Iterable<Grant>,
  amount: Tokens,
  action: string | null,
  at: Instant,
  to: Bucket = 'spent',
): Drawdown {
  const entries: Entry[] = []
  let missing = amount
  for (const grant of inSpendOrder(grants, action, at)) {
    if (missing === 0n) break
    const part = grant.available < missing ? grant.available : missing
    entries.push({ grantId: grant.id, from: 'available', to, amount: part })
    missing -= part
  }
  return { entries, shortfall: missing }
}

/** What the account has for this action now; restricted grants count for their own actions only. */
export function availableFor(grants: Iterable<Grant>, action: string | null, at: Instant): Tokens {
  return inSpendOrder(grants, action, at).reduce((sum, grant) => sum + grant.available, 0n)
}
