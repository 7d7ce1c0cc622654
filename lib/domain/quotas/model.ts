import type { QUOTA_KINDS, QUOTA_UNITS } from '../catalogue/plans'
import type { Instant } from '../instants'

export const QUOTA_ORIGINS = ['plan', 'staff', 'customer'] as const
export const QUOTA_SCOPES = ['account', 'key', 'member'] as const
export const QUOTA_MEASURES = ['tokens', 'operations', 'money'] as const
/** 'stop' refuses, 'slow' admits at a slower rate, 'overage' admits up to a cap of the customer's; 'tell' is a budget: it never stops anything. */
export const LIMIT_POLICIES = ['stop', 'slow', 'overage', 'tell'] as const

/** A limit as it applies to an account: a plan's quota, one of staff's, or the customer's own cap or budget. */
export interface Quota {
  /** Names its counter within the account: "account:hour", "key:<id>:hour", "cap:account:tokens:month", "budget:key:<id>:money:day". */
  readonly key: string
  readonly name: string
  readonly origin: (typeof QUOTA_ORIGINS)[number]
  readonly scope: (typeof QUOTA_SCOPES)[number]
  /** The API key or member whose use counts; NIL_ID for the account. */
  readonly scopeId: string
  readonly measure: (typeof QUOTA_MEASURES)[number]
  readonly unit: (typeof QUOTA_UNITS)[number]
  readonly kind: (typeof QUOTA_KINDS)[number]
  /** In thousandths of a token, of an operation, or of a minor unit of the account's currency. */
  readonly cap: bigint
  readonly policy: (typeof LIMIT_POLICIES)[number]
  /** Operations a minute that a 'slow' quota admits at its cap. */
  readonly slowPerMinute: number
  readonly reasonEn: string
  readonly reasonFr: string
}

/** What a quota has counted, as it is stored. The running window follows from it with `windowAt`. */
export interface QuotaWindow {
  /** What was counted, such as "tokens fixed hour": see `shapeOf`. */
  readonly shape: string
  /** Of a fixed window its beginning and announced end; of a rolling one the beginning of its newest slice, and null. */
  readonly startsAt: Instant
  readonly endsAt: Instant | null
  /** Thousandths used: one number, or the slices of a rolling window, the newest first (61 at most). */
  readonly used: readonly bigint[]
  /** What was held before it is not taken out when it comes back. */
  readonly countsFrom: Instant
  /** Of a 'slow' quota at its cap: when the next operation may begin. */
  readonly slowFreeAt: Instant | null
  /** The highest percentage of a budget that was told in this window. */
  readonly told: number
  /** Until then nothing is stopped: lifted by staff. It counts all the same. */
  readonly liftedUntil: Instant | null
}

/** A quota with what is stored of its counter; null before its first use. */
export interface Limit {
  readonly quota: Quota
  readonly window: QuotaWindow | null
}

/** What an operation weighs in each measure, all in thousandths, and whose it is. */
export interface Weight {
  readonly tokens: bigint
  readonly operations: bigint
  readonly money: bigint
  /** NIL_ID when unknown. */
  readonly apiKeyId: string
  readonly memberId: string
}
