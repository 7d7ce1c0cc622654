import type { Language } from '../format/locales'
import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import type { Tax, TaxedAmount } from './tax'

/**
 * Packs and amounts are bought by people, and so are a plan's first period and the rest of one by an upgrade. A top-up, a plan's next period
 * (renewal) and a month's use beyond the tokens (usage) are ordered for them, and paid by their saved card.
 */
export const ORDER_KINDS = ['pack', 'amount', 'top-up', 'plan', 'upgrade', 'renewal', 'usage'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** At the provider's page by the buyer, or with the card that the buyer saved there before. */
export type PayWay = 'page' | 'saved-card'

/** A later state never gives way to an earlier one: money that came in late is still delivered for. */
export const ORDER_STATES = ['pending', 'failed', 'canceled', 'mismatch', 'done'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** What is sold, as it was when it was ordered. */
export interface Sale extends TaxedAmount {
  readonly kind: OrderKind
  readonly packKey: string | null
  readonly planKey: string | null
  /** In the buyer's language. */
  readonly name: string
  readonly tokens: Tokens
  /** 0 for what a plan brings: it expires with its period. */
  readonly expiryDays: number
  /** How long it may be given back unused. */
  readonly refundDays: number
  readonly currency: string
  readonly tax: Tax
}

export interface Order extends Sale {
  readonly accountId: string
  readonly id: string
  readonly state: OrderState
  /** Made with the form: the same form is the same order. */
  readonly formKey: string
  readonly language: Language
  readonly payWay: PayWay
  /** Whose next period a renewal pays for. */
  readonly allowanceId: string | null
  /** The instant that the price is of: an upgrade's, the beginning of a renewal's period, the end of the month whose use is billed. */
  readonly pricedAt: Instant | null
  /** How often a saved card was tried, when last, which, and whether it is known what came of it. */
  readonly attempts: number
  readonly attemptAt: Instant | null
  readonly attemptCard: string | null
  readonly isTrying: boolean
  /** When it is tried next; null when it is not. */
  readonly tryAt: Instant | null
  /** The last moment to pay. */
  readonly payBy: Instant
  readonly sessionId: string | null
  /** Where it is paid; null before the provider has opened it and once it is open no more. */
  readonly sessionUrl: string | null
  readonly paymentId: string | null
  /** Who ordered. */
  readonly actor: string
  readonly createdAt: Instant
  /** When the provider was last asked about it. */
  readonly checkedAt: Instant | null
  readonly settledAt: Instant | null
  readonly grantId: string | null
  /** A code: why the last try to pay did not work, or what does not fit. */
  readonly failure: string | null
}

/** Who buys. */
export interface BillingProfile {
  readonly name: string
  readonly address: string
  readonly country: string
  readonly vatId: string | null
}
