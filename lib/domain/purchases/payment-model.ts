import type { Language } from '../format/locales'
import type { Instant } from '../instants'

/** A line of what is paid; the amount in minor units of the session's currency. */
export interface PaidLine {
  name: string
  description?: string
  amount: bigint
}

/** A page of the provider's where one order is paid. */
export interface SessionWanted {
  /** Asked again with the same one, it is the same session. The order's id, or more where an order may have one page after another. */
  key: string
  orderId: string
  accountId: string
  customerId: string
  /** Three letters in capitals, such as EUR. */
  currency: string
  lines: readonly PaidLine[]
  /** `{CHECKOUT_SESSION_ID}` in it becomes the session's id. */
  successUrl: string
  cancelUrl: string
  /** Between 30 minutes and 24 hours from now, and the same whenever this order asks. */
  expiresAt: Instant
  language: Language
}

/** A page of the provider's where a card is saved and nothing is paid. */
export interface CardSessionWanted
  extends Pick<SessionWanted, 'accountId' | 'customerId' | 'currency' | 'successUrl' | 'cancelUrl' | 'language'> {
  /** Made once for each time that somebody wants to save a card. */
  key: string
}

/** A payment with a saved card while the customer is away. */
export interface SavedCardCharge {
  orderId: string
  accountId: string
  /** From 1; each attempt has its own key, so that a decline can be tried again. */
  attempt: number
  customerId: string
  cardId: string
  currency: string
  amount: bigint
  description: string
}

export interface RefundWanted {
  /** Ours, the key: asked again, it is the same refund. */
  refundId: string
  orderId: string
  paymentId: string
  amount: bigint
}

export interface CheckoutSession {
  id: string
  mode: 'payment' | 'setup' | 'other'
  status: 'open' | 'complete' | 'expired' | 'other'
  isPaid: boolean
  /** Where it is paid; null once it is not open any more. */
  url: string | null
  orderId: string | null
  accountId: string | null
  customerId: string | null
  amount: bigint | null
  currency: string | null
  paymentId: string | null
  /** The card that was saved (setup), when the session was asked for by its id. */
  cardId: string | null
  expiresAt: Instant
}

export type PaymentStatus =
  | 'succeeded'
  | 'processing'
  | 'requires-action'
  | 'requires-card'
  | 'requires-confirmation'
  | 'canceled'
  | 'other'

export interface Payment {
  id: string
  status: PaymentStatus
  amount: bigint
  received: bigint
  currency: string
  orderId: string | null
  accountId: string | null
  customerId: string | null
  cardId: string | null
  chargeId: string | null
  /** Why the last try failed. */
  failure: { code: string | null; declineCode: string | null; message: string | null } | null
  createdAt: Instant
}

export interface Charge {
  id: string
  status: 'succeeded' | 'pending' | 'failed' | 'other'
  paymentId: string | null
  customerId: string | null
  amount: bigint
  refunded: bigint
  currency: string
  isDisputed: boolean
}

export interface SavedCard {
  id: string
  customerId: string | null
  brand: string
  lastFour: string
  /** The card's last month. */
  expiryMonth: number
  expiryYear: number
  /** The same for the same card number, whoever saved it. */
  fingerprint: string | null
}

/** A saved card as it is kept here, with its customer's id at the provider's. */
export interface KeptCard extends Pick<SavedCard, 'brand' | 'lastFour' | 'expiryMonth' | 'expiryYear'> {
  customerId: string
  cardId: string
}

export interface Refund {
  id: string
  status: 'succeeded' | 'pending' | 'failed' | 'canceled' | 'other'
  amount: bigint
  currency: string
  paymentId: string | null
  chargeId: string | null
  /** Ours. */
  refundId: string | null
  orderId: string | null
}

export interface Dispute {
  id: string
  status: 'open' | 'won' | 'lost'
  amount: bigint
  currency: string
  reason: string
  paymentId: string | null
  chargeId: string
}

/** What an event is about, as it was when the event happened: later events may be older than what is known. */
export type EventSubject =
  | { kind: 'session'; session: CheckoutSession }
  | { kind: 'payment'; payment: Payment }
  | { kind: 'charge'; charge: Charge }
  | { kind: 'refund'; refund: Refund }
  | { kind: 'dispute'; dispute: Dispute }
  | { kind: 'card'; card: SavedCard }
  | { kind: 'other'; id: string | null }

export interface PaymentEvent {
  id: string
  /** Stripe's own, such as "checkout.session.completed". */
  type: string
  createdAt: Instant
  subject: EventSubject
}

/** The payments provider, as the use cases call it. Everything throws PaymentFault, and nothing runs in a transaction. */
export interface Payments {
  /** The account's customer: made with the account's id as its key unless it is known, then told the name and address. */
  ensureCustomer(wanted: {
    accountId: string
    customerId: string | null
    name: string
    email: string | null
  }): Promise<string>
  createSession(wanted: SessionWanted): Promise<CheckoutSession>
  createCardSession(wanted: CardSessionWanted): Promise<CheckoutSession>
  getSession(id: string): Promise<CheckoutSession>
  /** Nothing can be paid there any more. A session that is not open is 'misuse'. */
  expireSession(id: string): Promise<CheckoutSession>
  /** Throws 'card-declined' or 'authentication-required' when it was not paid. */
  chargeSavedCard(wanted: SavedCardCharge): Promise<Payment>
  getPayment(id: string): Promise<Payment>
  getCharge(id: string): Promise<Charge>
  getCard(id: string): Promise<SavedCard>
  listCards(customerId: string): Promise<SavedCard[]>
  /** Forgets a saved card at the provider's. */
  detachCard(id: string): Promise<void>
  refund(wanted: RefundWanted): Promise<Refund>
  getRefund(id: string): Promise<Refund>
  getDispute(id: string): Promise<Dispute>
  /** All from the instant on, the oldest first; the provider keeps them for 30 days, and its time is in whole seconds. */
  listEventsSince(since: Instant): Promise<PaymentEvent[]>
  /** Checks a webhook's signature over its raw bytes, at most 300 s old, and reads it. Throws 'bad-signature'. */
  readWebhook(body: Uint8Array, signature: string | null, now: Instant): PaymentEvent
  /** Reads a webhook's body that was checked before and kept. */
  readKeptEvent(body: string): PaymentEvent
}
