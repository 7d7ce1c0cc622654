import type { Language } from '../format/locales'
import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import type { Tax, TaxedAmount } from './tax'

export const ORDER_KINDS = ['pack', 'amount', 'top-up'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** A later state never gives way to an earlier one: money that came in late is still delivered for. */
export const ORDER_STATES = ['pending', 'failed', 'canceled', 'mismatch', 'done'] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** What is sold, as it was when it was ordered. */
export interface Sale extends TaxedAmount {
  readonly kind: OrderKind
  /** Null for an amount of the buyer's choice. */
  readonly packKey: string | null
  /** In the buyer's language. */
  readonly name: string
  readonly tokens: Tokens
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
