import type { Stretch } from '../calendar'
import type { Pack } from '../catalogue/plans'
import type { Instant } from '../instants'
import type { Order, Sale } from './order-model'
import type { KeptCard } from './payment-model'
import type { Tax } from './tax'
import type { DryRun } from './top-up-dry-run'
import type { TopUp, TopUpSetting } from './top-up-model'
import type { TopUpPlan } from './top-up-plan'

/** An account's auto top-up as its page shows it. */
export interface TopUpView {
  readonly accountId: string
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  /** Null before anybody set one. */
  readonly topUp: TopUp | null
  /** What it would do now. */
  readonly plan: TopUpPlan | null
  /** What one of its purchases is and costs now; null when the pack is not sold. */
  readonly sale: Sale | null
  readonly month: Stretch & { readonly spentCents: bigint; readonly leftCents: bigint }
  /** That it may buy. */
  readonly packs: readonly Pack[]
  readonly hasBuyer: boolean
  /** The buyer's, or the seller's own country's while nobody said who buys. */
  readonly tax: Tax
  readonly card: KeptCard | null
  /** Its purchase that is under way. */
  readonly pendingId: string | null
  /** Its last purchases, the newest first. */
  readonly runs: readonly Order[]
  /** Null without a past, or without a price. */
  readonly dryRun: DryRun | null
}

/** A rule that is not switched on yet. */
export interface TopUpReview {
  readonly setting: TopUpSetting
  /** At today's price. Its tax is the buyer's, or the seller's own country's while nobody said who buys. */
  readonly sale: Sale
  /** Whether it has to wait for a forecast. */
  readonly isLearning: boolean
  /** Whether so few tokens are left that it buys as soon as it is on. */
  readonly buysAtOnce: boolean
  readonly dryRun: DryRun | null
}
