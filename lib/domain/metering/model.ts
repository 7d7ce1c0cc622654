import type { Pricing, Quantities } from '../catalogue/price-usage'
import type { Instant } from '../instants'
import type { Limit } from '../quotas/model'
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

export const HOLD_BASES = ['quantities', 'tokens', 'usual'] as const
export const HOLD_STATES = ['open', 'captured', 'released', 'expired'] as const

/** What the seller's service wants set aside before it works, parsed and authorised. */
export interface HoldRequest {
  readonly accountId: string
  /** As the work's usage event would be named: its capture is the charge of that name. */
  readonly source: string
  readonly key: string
  readonly actionKey: string
  /** Where the amount comes from: priced quantities, tokens that were named, or the account's usual charge of the action. */
  readonly basis: (typeof HOLD_BASES)[number]
  /** Empty unless priced from them. */
  readonly quantities: Quantities
  /** Null when it is to be priced. */
  readonly tokens: Tokens | null
  readonly lasts: Instant
  readonly tags: Readonly<Record<string, string>>
  readonly apiKeyId: string
  readonly memberId: string
  readonly fingerprint: string
}

/** What the work took in truth: settles the hold. */
export interface CaptureRequest {
  readonly accountId: string
  readonly holdId: string
  readonly quantities: Quantities
  readonly occurredAt: Instant
  readonly mode: UsageMode
  readonly status: 'succeeded' | 'failed'
  /** Null keeps the hold's own. */
  readonly tags: Readonly<Record<string, string>> | null
  readonly memberId: string | null
  /** Who captures; the charge is the key's that held. */
  readonly apiKeyId: string
  readonly fingerprint: string
}

export interface ReleaseRequest {
  readonly accountId: string
  readonly holdId: string
  readonly apiKeyId: string
}

/** A hold as the API shows it. */
export interface HoldView extends Omit<HoldRequest, 'tokens' | 'lasts' | 'fingerprint'> {
  readonly id: string
  readonly rateCardVersion: number | null
  readonly amount: Tokens
  /** What its tokens cost, in thousandths of a minor unit. */
  readonly moneyMilli: bigint
  readonly captured: Tokens
  readonly returned: Tokens
  readonly state: (typeof HOLD_STATES)[number]
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly resolvedAt: Instant | null
  readonly seq: bigint | null
  readonly captureSeq: bigint | null
  readonly returnSeq: bigint | null
  readonly chargeId: string | null
  /** As opening it left the account. */
  readonly availableAfter: Tokens
  readonly heldAfter: Tokens
}

/** What the account's limits say to an operation that was admitted, as they stand after it. */
export interface Advice {
  /** How long a slow quota asks the service to wait before the work. */
  readonly delay: Instant
  readonly limits: readonly Limit[]
  readonly at: Instant
  readonly timeZone: string
}

/** What the account has once a hold was opened or released. */
export interface HoldBalance {
  readonly available: Tokens
  readonly held: Tokens
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
