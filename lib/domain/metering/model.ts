import type { Pricing, Quantities } from '../catalogue/price-usage'
import type { Instant } from '../instants'
import type { Tokens } from '../tokens'

/** 'admit' may be refused, and then nothing is recorded but a count; 'report' says that the work is done, so it is always recorded. */
export type UsageMode = 'admit' | 'report'

/** What the seller's service reports, parsed and authorised. */
export interface UsageEvent {
  readonly accountId: string
  /** The reporter's name for itself; with `key` it makes the event unique within the account. */
  readonly source: string
  readonly key: string
  readonly actionKey: string
  readonly quantities: Quantities
  readonly occurredAt: Instant
  readonly mode: UsageMode
  /** A failed operation of the seller's service is recorded and costs nothing. */
  readonly status: 'succeeded' | 'failed'
  readonly tags: Readonly<Record<string, string>>
  /** NIL_ID when unknown. */
  readonly apiKeyId: string
  /** NIL_ID when unknown. */
  readonly memberId: string
  /** SHA-256 of the canonical event, hex: the same key with another fingerprint is refused. */
  readonly fingerprint: string
}

/** A part of a charge's price, and the grant that paid it. */
export interface PaidFrom {
  readonly grantId: string
  readonly grantName: string
  readonly amount: Tokens
}

/** The priced usage event as customers, API and staff see it: it explains itself and can be recomputed. */
export interface ChargeView {
  readonly id: string
  readonly accountId: string
  readonly source: string
  readonly key: string
  readonly actionKey: string
  readonly status: 'charged' | 'failed'
  readonly mode: UsageMode
  /** Reported more than an hour after it occurred. */
  readonly late: boolean
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly tokens: Tokens
  readonly quantities: Quantities
  readonly tags: Readonly<Record<string, string>>
  readonly apiKeyId: string
  readonly memberId: string
  readonly rateCardVersion: number
  /** Null for a failed operation: nothing was priced. */
  readonly pricing: Pricing | null
  readonly paidFrom: readonly PaidFrom[]
  /** The part that went to debt. */
  readonly owed: Tokens
  readonly availableAfter: Tokens
  readonly debtAfter: Tokens
  /** The ledger transaction; null when nothing was charged. */
  readonly seq: bigint | null
  /** The reversal's sequence number, if the charge was given back. */
  readonly reversedBy: bigint | null
}
