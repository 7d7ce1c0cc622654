import type { Day } from '../calendar'
import type { Instant } from '../instants'
import type { Grant } from '../ledger/model'
import type { ChargeView } from '../metering/model'
import type { Tokens } from '../tokens'

/** What the last 7 days say about how long the tokens last; a straight line, and it says so. */
export type RunRate =
  /** Less than a day of use: nothing can be said yet. */
  | { readonly kind: 'learning' }
  /** No use in 14 days; `since` is the last use. */
  | { readonly kind: 'idle'; readonly since: Instant }
  /** Nothing is left to spend. */
  | { readonly kind: 'out' }
  /** `runsOutAt` is null when the tokens last longer than 90 days or expire before they are used up. */
  | { readonly kind: 'pace'; readonly tokensPerDay: Tokens; readonly days: number; readonly runsOutAt: Instant | null }

/** Use of one action, a figure per day. */
export interface UsageSeries {
  /** An action's key, or null for all others together. */
  readonly actionKey: string | null
  readonly nameEn: string
  readonly nameFr: string
  readonly tokensByDay: readonly Tokens[]
  readonly tokens: Tokens
}

/** Everything on the home page, read in one snapshot. */
export interface HomeView {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly timeZone: string
    readonly currency: string
    readonly demo: boolean
    readonly status: 'active' | 'frozen' | 'closed'
  }
  readonly asOf: Instant
  readonly version: bigint
  readonly rateCardVersion: number | null
  readonly available: Tokens
  readonly held: Tokens
  readonly debt: Tokens
  /** What the tokens left have cost, in minor units of the account's currency, at each grant's own price. */
  readonly costCentsLeft: bigint
  readonly runRate: RunRate
  /** Grants with tokens left, first spent first. */
  readonly grants: readonly Grant[]
  /** The next grant that lapses with tokens in it, or takes effect. */
  readonly nextEvents: readonly {
    readonly at: Instant
    readonly kind: 'expires' | 'takes-effect'
    readonly grantName: string
    readonly amount: Tokens
  }[]
  readonly usage: { readonly days: readonly Day[]; readonly series: readonly UsageSeries[]; readonly tokens: Tokens }
  readonly lastCharges: readonly ChargeView[]
  /** Action names by key, for the charges. */
  readonly actionNames: Readonly<Record<string, { readonly en: string; readonly fr: string }>>
}
