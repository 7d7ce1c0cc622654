import type { Instant } from '../instants'
import type { LimitView } from '../quotas/views'
import type { Tokens } from '../tokens'
import type { ExpectedTopUp, Forecast, Lapse, NextAddition, Range } from './model'

/** In the order of precedence: the first that holds is the verdict, the others are a line beneath it. */
export const VERDICTS = [
  'out',
  'throttled',
  'learning',
  'idle',
  'short',
  'top-up',
  'tight',
  'wasting',
  'covered',
] as const
export type VerdictKind = (typeof VERDICTS)[number]

/** Everything that a verdict is made of; the book is settled to `now`. */
export interface Situation {
  readonly now: Instant
  readonly timeZone: string
  readonly currency: string
  readonly available: Tokens
  /** Null when nothing was ever used. */
  readonly firstUseAt: Instant | null
  readonly lastUseAt: Instant | null
  /** When and how often requests were refused for lack of tokens in the last 24 hours; null when none was. */
  readonly refusals: { readonly since: Instant; readonly last: Instant; readonly count: bigint } | null
  readonly nextAddition: NextAddition | null
  readonly limits: readonly LimitView[]
  /** Null before a day of use, and when nothing was used for 14 days. */
  readonly forecast: Forecast | null
}

/** One object for page, mail and API: nobody says anything about run-out but what stands in it. */
export interface Verdict {
  readonly kind: VerdictKind
  /** What else holds, in the order of precedence. */
  readonly also: readonly VerdictKind[]
  readonly at: Instant
  readonly timeZone: string
  readonly currency: string
  readonly available: Tokens
  /** When the tokens end; null when nothing is known of it, or they have ended. An end of it is null that the forecast does not see. */
  readonly depletion: Range<Instant | null> | null
  /** P90/P10 counted from now is above 4: the range is said first, never a single date. */
  readonly isWide: boolean
  /** Less than 7 days of use. */
  readonly isEarly: boolean
  /** Factor on the pace of the past: 1 unless somebody asked what if. */
  readonly pace: number
  readonly cause: Forecast['cause']
  readonly nextAddition: NextAddition | null
  /** What the verdict looks ahead to: the addition, 90 days at most, or 30 days where none is scheduled. */
  readonly horizon: Instant
  /** The first that most paths have before the horizon. */
  readonly topUp: ExpectedTopUp | null
  /** The first grant of which a fifth or more will lapse. */
  readonly wasting: Lapse | null
  /** The window at its cap that opens last; one of the whole account before those of single keys and members. */
  readonly window: LimitView | null
  readonly refusals: Situation['refusals']
  /** Learning: when a day of use is reached; null when nothing was ever used. */
  readonly learnedAt: Instant | null
  /** Idle: the last use. */
  readonly idleSince: Instant | null
}
