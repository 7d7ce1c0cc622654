import type { Threshold } from '../forecast/model'
import type { Language } from '../format/locales'
import type { Instant } from '../instants'

/** What somebody set: when it buys, what, and how much it may spend. */
export interface TopUpSetting {
  readonly threshold: Threshold
  readonly packKey: string
  /** The most that it spends in a calendar month of the account's zone, tax included; minor units of the account's currency. */
  readonly ceilingCents: bigint
  /** Of the orders that it makes. */
  readonly language: Language
}

/** Why a rule that should buy cannot. */
export const BLOCKS = ['frozen', 'no-buyer', 'no-card', 'not-sold', 'price', 'ceiling'] as const
export type Block = (typeof BLOCKS)[number]

/** An account's auto top-up: what was set, and how it goes. */
export interface TopUp extends TopUpSetting {
  readonly accountId: string
  readonly isOn: boolean
  /** Of the buyer as last known, in hundredths of a percent: for what is expected, never for what is charged. */
  readonly taxRateBasis: number
  /** Who set or switched it last, and when. */
  readonly actor: string
  readonly changedAt: Instant
  /** Its purchase whose end is not noted here yet. */
  readonly orderId: string | null
  /** Payments that failed in a row. */
  readonly failures: number
  /** It buys nothing before. */
  readonly coolUntil: Instant | null
  /** It buys nothing until somebody turns it on again. */
  readonly paused: { readonly at: Instant; readonly reason: string } | null
  /** Why it could not buy when it should have; it looks again at `until`. */
  readonly blocked: { readonly by: Block; readonly until: Instant } | null
}
