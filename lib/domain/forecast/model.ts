import type { Instant } from '../instants'
import type { GrantSource } from '../ledger/model'
import type { Tokens } from '../tokens'

/**
 * What was used, evenly cut: whole tokens as floating point, oldest first. The last step ends at `endsAt`; 112 days at most count.
 * A value a step, zeros included, from the first use on.
 */
export interface UsageHistory {
  readonly stepSeconds: 3600 | 86400
  readonly endsAt: Instant
  readonly values: readonly number[]
}

/** Futures drawn from the past: `paths[k][i]` is what path k asks for between `edges[i]` and `edges[i + 1]`, in tokens. */
export interface DemandPaths {
  /** The first edge is now; hours for three days, then days. */
  readonly edges: readonly Instant[]
  readonly paths: readonly Float64Array[]
}

/** Regular, bursty (much of its use on few days) or young (less than two weeks of use, or a new level). */
export type UsageClass = 'regular' | 'bursty' | 'young'

/** A value with its 80 % band. Of a date null is "not within the horizon"; p10 is the early end. */
export interface Range<T> {
  readonly p10: T
  readonly p50: T
  readonly p90: T
}

/** Fewer tokens than this are left, or tokens for fewer days than this at the pace of the forecast. */
export type Threshold = { readonly tokens: Tokens } | { readonly days: number }

/** A setting that buys a pack when few tokens are left, as the forecast reads it. */
export interface TopUpRule {
  readonly threshold: Threshold
  /** What a purchase brings, its price in minor units, and what is paid for it with its tax, which is what the ceiling counts. */
  readonly packName: string
  readonly amount: Tokens
  readonly costCents: bigint
  readonly chargedCents: bigint
  readonly expiresAfterDays: number
  /** What may still be spent this calendar month of the account's zone, and in each one after it. */
  readonly leftCents: bigint
  readonly ceilingCents: bigint
}

/** What will lapse unused of a grant at its expiry; what rolls over does not lapse. */
export interface Lapse {
  readonly grantId: string
  readonly name: string
  readonly source: GrantSource
  readonly at: Instant
  /** What is in it now. */
  readonly available: Tokens
  readonly lapsed: Range<Tokens>
}

/** The next thing that brings tokens. */
export interface NextAddition {
  readonly at: Instant
  readonly amount: Tokens
  readonly name: string
}

/** An auto top-up that is to be expected. */
export interface ExpectedTopUp {
  readonly at: Instant
  readonly amount: Tokens
  /** Tax included. */
  readonly costCents: bigint
  /** The share of the paths that have it, 0 to 1. */
  readonly probability: number
}

/** The balance at an instant over all paths, in tokens. Two points of one instant are before and after what happens then. */
export interface FanPoint {
  readonly at: Instant
  readonly p10: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
}

/** What is expected of an account's tokens: drawn from its own past, walked through the ledger's own rules. */
export interface Forecast {
  readonly madeAt: Instant
  /** How far ahead it looks. */
  readonly until: Instant
  /** Less than 7 days of use: said so wherever it is shown. */
  readonly isEarly: boolean
  readonly usageClass: UsageClass
  /** Whole days of use behind it, 112 at most. */
  readonly historyDays: number
  /** Factor on the pace: 1 is as in the past. */
  readonly pace: number
  /** The middle of what the paths use in a day of the first week. */
  readonly tokensPerDay: Tokens
  readonly available: Tokens
  /** When a request first finds no tokens. */
  readonly depletion: Range<Instant | null>
  /** What takes the last tokens in most paths: use, or their expiry. */
  readonly cause: 'used' | 'expired'
  readonly nextAddition: NextAddition | null
  /** The probability of running out before the next addition (within the horizon when there is none), 0 to 1. */
  readonly runOutProbability: number
  /** What is used by then, if tokens last. */
  readonly cumulative: readonly ({ readonly days: number } & Range<Tokens>)[]
  readonly lapses: readonly Lapse[]
  readonly topUps: readonly ExpectedTopUp[]
  readonly fan: readonly FanPoint[]
}
