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
  /** The allowance that brought it, and the number of its period: plan and rollover grants. */
  readonly allowanceId: string | null
  readonly periodN: number | null
  /** Whether what is unused at its expiry rolls over, and at most how much of it. */
  readonly rollover: RolloverRule | null
}

export interface RolloverRule {
  /** 'once': the grant it rolls into lapses; 'unlimited': that one rolls over again. */
  readonly times: 'once' | 'unlimited'
  /** Null for no limit. */
  readonly max: Tokens | null
}

/** When the grant next changes by itself: takes effect, or expires with what is left. */
export function dueAt(grant: Grant): Instant | null {
  if (grant.pending > 0n) return grant.effectiveAt
  return grant.available > 0n ? grant.expiresAt : null
}

/** Tokens set aside for running work: in which grants, until when. */
export interface OpenHold {
  readonly id: string
  /** The reporter's own source and id of the work. */
  readonly source: string
  readonly key: string
  readonly actionKey: string
  readonly apiKeyId: string
  readonly memberId: string
  readonly tags: Readonly<Record<string, string>>
  readonly amount: Tokens
  /** What its tokens cost, in thousandths of a minor unit. */
  readonly moneyMilli: bigint
  readonly createdAt: Instant
  readonly expiresAt: Instant
  /** Which grants, in spend order. */
  readonly parts: readonly { readonly grantId: string; readonly amount: Tokens }[]
}

/** Tokens that come back each period. Boundaries are counted from the anchor, in the account's zone. */
export interface Allowance {
  readonly id: string
  readonly name: string
  readonly planKey: string
  readonly amount: Tokens
  readonly costCents: bigint
  readonly priority: number
  /** Wall-clock time, such as "2026-01-31T00:00:00". */
  readonly anchor: string
  readonly unit: 'month' | 'year'
  readonly rollover: RolloverRule | null
  /** The next period to open and when it begins; null once there is none. */
  readonly nextN: number
  readonly nextAt: Instant | null
  /** No period begins at or after it; null for no such end. */
  readonly paidUntil: Instant | null
  /** Whether each period is paid by card when it comes, which moves \`paidUntil\` on; else the seller bills it elsewhere, if at all. */
  readonly isBilled: boolean
  readonly actor: string
  readonly reason: string
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

/** When the allowance's next period begins; null when none is paid for. */
export function nextPeriodAt({ nextAt, paidUntil }: Allowance): Instant | null {
  return nextAt !== null && (paidUntil === null || nextAt < paidUntil) ? nextAt : null
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
  /** The open holds; what they hold is in `held`. */
  readonly holds: ReadonlyMap<string, OpenHold>
  readonly allowances: ReadonlyMap<string, Allowance>
  /** The plan whose quotas hold, and the one that takes its place. */
  readonly plan: PlanOfAccount
  /** Whether the account has quotas, caps or budgets of its own. */
  readonly hasQuotas: boolean
}

export interface PlanOfAccount {
  readonly key: string | null
  readonly nextKey: string | null
  readonly nextAt: Instant | null
}

/** The actor of everything that time alone brings about. */
export const SETTLEMENT_ACTOR = 'system:settlement'

/** Id of "no API key" and "no member" in keys that may not be null. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000'
