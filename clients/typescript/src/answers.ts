import type { Problem } from './problem.js'
import type { Mode } from './requests.js'

/** Tokens and units as decimal texts, exact to the thousandth. */
export type Decimal = string
/** RFC 3339 in UTC. */
export type Instant = string

export interface ArithmeticStep {
  quantityClass: string
  units: Decimal
  /** Tokens for one unit: a decimal ("0.025"), or a fraction ("1/3"). */
  price: string
  /** units x price, not rounded. */
  tokens: string
}

/** How a price came about. */
export interface Arithmetic {
  steps: ArithmeticStep[]
  sum: string
  roundedTo: Decimal
  rounded: Decimal
  minimum: Decimal
}

/** The priced usage event. */
export interface Charge {
  id: string
  account: string
  eventId: string
  source: string
  action: string
  status: 'charged' | 'failed'
  mode: Mode
  /** Reported more than an hour after it occurred. */
  late: boolean
  occurredAt: Instant
  recordedAt: Instant
  tokens: Decimal
  quantities: Record<string, Decimal>
  tags: Record<string, string>
  apiKey: string | null
  member: string | null
  rateCardVersion: number
  /** Null for a failed operation. */
  arithmetic: Arithmetic | null
  /** The grants that paid, in spend order. */
  paidFrom: { grant: string; name: string; tokens: Decimal }[]
  owed: Decimal
  transaction: string | null
  reversedBy: string | null
}

export interface ChargeAnswer {
  charge: Charge
  /** As this charge left it. */
  balance: { available: Decimal; debt: Decimal }
}

/** A limit as it stands for the caller: a plan's quota, one of staff's, or a cap of the customer's. */
export interface Limit {
  name: string
  /** Whose use counts, and the API key or member it is. */
  scope: 'account' | 'key' | 'member'
  scopeId: string | null
  measure: 'tokens' | 'operations' | 'money'
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month'
  kind: 'fixed' | 'rolling'
  policy: 'stop' | 'slow' | 'overage' | 'tell'
  origin: 'plan' | 'staff' | 'customer'
  cap: Decimal
  used: Decimal
  remaining: Decimal
  resetsAt: Instant | null
  /** Until then it stops nothing: lifted by staff. */
  liftedUntil: Instant | null
  reason: string
}

/** What an answer to work tells beside the work itself; not part of the record. */
interface Advice {
  /** A slow quota asks the service to wait so long before the work. */
  delaySeconds: number
  limits: Limit[]
}

export interface UsageAnswer extends ChargeAnswer, Advice {
  /** Whether this event was recorded before; then nothing was charged now. */
  replayed: boolean
}

interface BatchPlace {
  /** Place of the event in what you sent, from 0. */
  index: number
  /** The status that this event would have got alone. */
  status: number
}
export interface BatchCharge extends BatchPlace, Omit<UsageAnswer, 'limits'> {}
export interface BatchRefusal extends BatchPlace {
  problem: Problem
}

export interface BatchAnswer {
  results: (BatchCharge | BatchRefusal)[]
  charged: number
  replayed: number
  refused: number
}

export interface Grant {
  id: string
  name: string
  source: 'plan' | 'pack' | 'promo' | 'adjustment' | 'refund' | 'rollover'
  available: Decimal
  pending: Decimal
  held: Decimal
  amount: Decimal
  effectiveAt: Instant
  expiresAt: Instant | null
  /** The only actions it pays for; empty for all. */
  actions: string[]
}

export interface Balance {
  account: string
  status: 'active' | 'frozen' | 'closed'
  available: Decimal
  held: Decimal
  debt: Decimal
  debtLimit: Decimal
  asOf: Instant
  changesAt: Instant | null
  version: string
  /** First those to spend, in spend order, then the others. */
  grants: Grant[]
}

/** Where an amount comes from: priced quantities, tokens that were named, or what the account's work of this kind usually takes. */
export type Basis = 'quantities' | 'tokens' | 'usual'

/** Tokens set aside for running work. */
export interface Hold {
  id: string
  account: string
  eventId: string
  source: string
  action: string
  state: 'open' | 'captured' | 'released' | 'expired'
  basis: Basis
  tokens: Decimal
  quantities: Record<string, Decimal>
  tags: Record<string, string>
  apiKey: string | null
  member: string | null
  rateCardVersion: number | null
  captured: Decimal
  returned: Decimal
  createdAt: Instant
  expiresAt: Instant
  resolvedAt: Instant | null
  /** Id of the charge that captured it. */
  charge: string | null
}

export interface HoldAnswer extends Advice {
  hold: Hold
  balance: { available: Decimal; held: Decimal }
  replayed: boolean
}

export interface CaptureAnswer extends UsageAnswer {
  hold: Hold
}

export interface ReleaseAnswer {
  hold: Hold
  balance: { available: Decimal; held: Decimal }
  replayed: boolean
}

/** One reason why work would be refused, with the facts of its problem: until when, and the ways past. */
export interface QuoteRefusal {
  type: string
  title: string
  status: number
  detail: string
  nextAllowedAt?: Instant | null
  [fact: string]: unknown
}

/** What would be answered if it were asked for now. */
export interface Quote extends Advice {
  action: string
  basis: Basis
  tokens: Decimal
  /** Null unless quantities were priced. */
  arithmetic: Arithmetic | null
  rateCardVersion: number
  /** What the account has for this action now. */
  available: Decimal
  admitted: boolean
  /** All of them; none when it would be admitted. */
  refusals: QuoteRefusal[]
}
