import type { Instant } from '../instants'
import { Refusal } from '../refusals'
import { type Tokens, tokensToDecimal } from '../tokens'
import type { Book, Grant, GrantBucket, GrantSource, RolloverRule } from './model'
import { availableFor, planDrawdown } from './plan-drawdown'
import type { Draft } from './posting'

/** A grant to be made. `effectiveAt` in the future leaves it pending until then. */
export interface NewGrant {
  id: string
  source: GrantSource
  name: string
  amount: Tokens
  priority: number
  effectiveAt: Instant
  expiresAt: Instant | null
  costCents: bigint
  allowedActions: readonly string[]
  originGrantId: string | null
  actor: string
  reason: string
  /** For what an allowance brings. */
  allowanceId?: string
  periodN?: number
  rollover?: RolloverRule | null
}

/** Spend order's first key by default: promotions and gifts, then plan tokens, then bought packs. */
export const PRIORITY = {
  promo: 10,
  refund: 10,
  adjustment: 10,
  rollover: 20,
  plan: 20,
  pack: 30,
} as const satisfies Record<GrantSource, number>

/** Brings tokens into being: issued -> available, or issued -> pending when they take effect later. */
export function planGrant(book: Book, grant: NewGrant, now: Instant, kind: 'grant' | 'adjustment' = 'grant'): Draft {
  const to = grant.effectiveAt > now ? 'pending' : 'available'
  if (grant.expiresAt !== null && (grant.expiresAt <= grant.effectiveAt || grant.expiresAt <= now)) {
    throw new Refusal('invalid-input', {
      detail: 'The grant would expire before it takes effect, or has expired already. Nothing was granted.',
      faults: [
        {
          pointer: '/expiresAt',
          code: 'before-effective',
          message: 'Choose an expiry after the effective date that is still to come.',
        },
      ],
    })
  }
  return {
    kind,
    newGrants: [grantRow(book, grant)],
    entries: [{ grantId: grant.id, from: 'issued', to, amount: grant.amount }],
    actor: grant.actor,
    reason: grant.reason,
  }
}

/** Takes tokens away, in spend order; never more than is available. */
export function planRevocation(book: Book, amount: Tokens, by: { actor: string; reason: string }, now: Instant): Draft {
  const { entries, shortfall } = planDrawdown(book.grants.values(), amount, null, now, 'revoked')
  if (shortfall > 0n) {
    throw new Refusal('insufficient-tokens', {
      detail: 'That is more than the account has left. Nothing was taken; take at most what is available.',
      facts: { available: tokensToDecimal(availableFor(book.grants.values(), null, now)) },
    })
  }
  return { kind: 'adjustment', entries, ...by }
}

export function grantRow(book: Book, grant: NewGrant): Omit<Grant, GrantBucket | 'createdSeq'> {
  return {
    ...grant,
    allowanceId: grant.allowanceId ?? null,
    periodN: grant.periodN ?? null,
    rollover: grant.rollover ?? null,
    currency: book.currency,
  }
}
