import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import type { Order } from './order-model'
import type { TaxedAmount } from './tax'

export const REFUND_STATES = ['pending', 'failed', 'done', 'undone'] as const
/** "failed": nothing was paid back. "undone": it was, and came back to the seller. */
export type RefundState = (typeof REFUND_STATES)[number]

/** Money for unspent tokens of an order, as it was worked out when somebody asked for it. */
export interface OrderRefund extends TaxedAmount {
  readonly accountId: string
  readonly id: string
  readonly orderId: string
  readonly grantId: string
  readonly state: RefundState
  readonly tokens: Tokens
  readonly currency: string
  readonly actor: string
  readonly reason: string
  readonly createdAt: Instant
  readonly settledAt: Instant | null
  /** The provider's id, once known. */
  readonly providerId: string | null
  /** Why nothing was paid back: a code. */
  readonly failure: string | null
}

/** What the provider says of a refund. */
export interface ToldOfRefund {
  readonly providerId: string | null
  readonly status: 'succeeded' | 'pending' | 'failed' | 'canceled' | 'other'
  readonly failure: string | null
}

export type DisputeState = 'open' | 'won' | 'lost'

/** A payment of an order that the buyer's bank took back for the time being. */
export interface OrderDispute {
  readonly accountId: string
  /** The provider's. */
  readonly id: string
  readonly orderId: string
  readonly state: DisputeState
  readonly reason: string
  readonly amountCents: bigint
  readonly currency: string
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** What was unspent and taken back, and what was spent and became debt. */
  readonly revoked: Tokens
  readonly debt: Tokens
  readonly backGrantId: string | null
}

/** What became of an order after it was paid. */
export interface OrderAftermath {
  /** Those that failed included, the oldest first. */
  readonly refunds: readonly OrderRefund[]
  readonly disputes: readonly OrderDispute[]
}

/** An order with what became of it, as a list shows it. */
export interface ListedOrder extends Order, OrderAftermath {}
