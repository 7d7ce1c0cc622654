import type { Instant } from '../instants'
import type { Tokens } from '../tokens'

export const GRANT_SOURCES = ['plan', 'pack', 'promo', 'adjustment', 'refund', 'rollover'] as const
export type GrantSource = (typeof GRANT_SOURCES)[number]

/** The places a grant's tokens can be in. They add up to the grant's amount, always. */
export const GRANT_BUCKETS = [
  'pending',
  'available',
  'held',
  'spent',
  'expired',
  'revoked',
  'refunded',
  'rolledOver',
] as const
export type GrantBucket = (typeof GRANT_BUCKETS)[number]

/** Where an entry comes from or goes to: 'issued' is before the grant; 'settled' and 'debt' are the account's debt pair. */
export type Bucket = 'issued' | GrantBucket | 'settled' | 'debt'

export type TransactionKind =
  | 'grant'
  | 'charge'
  | 'hold'
  | 'capture'
  | 'release'
  | 'expire'
  | 'rollover'
  | 'refund'
  | 'revoke'
  | 'adjustment'
  | 'reversal'
  | 'debt'

/** A batch of tokens with provenance. Amounts are thousandths of a token. */
export interface Grant extends Readonly<Record<GrantBucket, Tokens>> {
  readonly id: string
  readonly source: GrantSource
  readonly name: string
  /** Lower is spent first. */
  readonly priority: number
  readonly effectiveAt: Instant
  readonly expiresAt: Instant | null
  readonly amount: Tokens
  /** Paid for the whole amount, in minor units of `currency`. */
  readonly costCents: bigint
  readonly currency: string
  /** The actions it may serve; empty for all. */
  readonly allowedActions: readonly string[]
  readonly actor: string
  readonly reason: string
  readonly originGrantId: string | null
  readonly createdSeq: bigint
}

/** One movement of a positive amount. `grantId` is null for the debt pair only. */
export interface Entry {
  readonly grantId: string | null
  readonly from: Bucket
  readonly to: Bucket
  readonly amount: Tokens
}

export interface Transaction {
  readonly seq: bigint
  readonly kind: TransactionKind
  readonly amount: Tokens
  readonly availableAfter: Tokens
  readonly heldAfter: Tokens
  readonly debtAfter: Tokens
  readonly recordedAt: Instant
  readonly effectiveAt: Instant
  readonly actor: string
  readonly reason: string
  readonly reverses: bigint | null
  readonly entries: readonly Entry[]
}

/** An account's ledger as it stands under the lock: totals, and the grants that still have tokens (plus any loaded for a reversal). */
export interface Book {
  readonly accountId: string
  readonly status: 'active' | 'frozen' | 'closed'
  readonly currency: string
  readonly timeZone: string
  readonly available: Tokens
  readonly held: Tokens
  readonly debt: Tokens
  readonly debtLimit: Tokens
  /** Sequence number of the last transaction. */
  readonly version: bigint
  readonly lastTransactionAt: Instant | null
  readonly grants: ReadonlyMap<string, Grant>
}

/** Id of "no API key" and "no member" in keys that may not be null. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000'
