import type { Day } from '../calendar'
import type { Instant } from '../instants'
import type { Grant } from '../ledger/model'
import type { ChargeView } from '../metering/model'
import type { LimitView } from '../quotas/views'
import type { Tokens } from '../tokens'
import type { Forecast } from './model'
import type { ScheduledEvent } from './schedule-model'
import type { UnusualSeriesHour } from './unusual-use'
import type { Verdict } from './verdict-model'

/** Use of one action, a figure per day. */
export interface UsageSeries {
  /** An action's key, or null for all others together. */
  readonly actionKey: string | null
  /** Its place in the palette, the same every day: 1 to 6; null for all others together. */
  readonly pigment: number | null
  readonly tokensByDay: readonly Tokens[]
  readonly tokens: Tokens
}

export interface UsageByDay {
  /** The last 14 days of the account's zone, oldest first; the last one is today, so far. */
  readonly days: readonly Day[]
  readonly series: readonly UsageSeries[]
  readonly tokensByDay: readonly Tokens[]
  readonly tokens: Tokens
}

/** Of so many days' forecasts so many held, and so many ought to have. */
export interface ToldRecord {
  readonly held: number
  readonly days: number
  readonly aim: number
  /** On half of the days the middle was nearer than so many percent to what was used. */
  readonly errorPercent: number
}

/** When an account's tokens end, and whether that matters. */
export interface ForecastView {
  readonly accountId: string
  readonly verdict: Verdict
  readonly forecast: Forecast | null
  readonly record: ToldRecord | null
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
  /** At the page's pace; null before a day of use, and after two weeks without. */
  readonly forecast: Forecast | null
  readonly verdict: Verdict
  /** Factor on the pace of the past, 0.25 to 4: 1 unless somebody asked what if. */
  readonly pace: number
  /** How its forecasts came out; null when nothing is known yet. */
  readonly record: ToldRecord | null
  /** The last 14 days, oldest first, as steps; the last one is now. */
  readonly balanceHistory: readonly { readonly at: Instant; readonly available: Tokens }[]
  /** Tokens that came in those days. */
  readonly purchases: readonly { readonly at: Instant; readonly amount: Tokens; readonly name: string }[]
  readonly limits: readonly LimitView[]
  /** In the last 7 days, largest first. */
  readonly topUses: readonly { readonly actionKey: string; readonly tokens: Tokens }[]
  /** Grants with tokens left, first spent first. */
  readonly grants: readonly Grant[]
  /** What is in the books to come, soonest first. */
  readonly nextEvents: readonly ScheduledEvent[]
  readonly usage: UsageByDay
  /** In the last two days, the latest first; the account's own (series '') before those of its actions. */
  readonly unusualUse: readonly UnusualSeriesHour[]
  readonly lastCharges: readonly ChargeView[]
  /** Something that could be reported now, for the first call; null before there is a rate card. */
  readonly sampleCall: { readonly actionKey: string; readonly quantityClasses: readonly string[] } | null
  /** Action names by key, for the charges. */
  readonly actionNames: Readonly<Record<string, { readonly en: string; readonly fr: string }>>
}
