import type { Plan } from '../catalogue/plans'
import type { Instant } from '../instants'
import type { Book } from '../ledger/model'
import type { Standing } from '../subscriptions/plan-change'
import type { PlanView } from '../subscriptions/views'
import type { BillingProfile, Order } from './order-model'
import type { PayAsYouGo } from './pay-as-you-go'
import type { PlanPreview } from './plan-preview'
import type { PlanVerb } from './plan-quote'
import type { Replay } from './replay-plan'

/** A card as it is named to its owner. */
export interface CardName {
  readonly brand: string
  readonly lastFour: string
}

/** A way of having tokens, with the account's past use on it. */
export interface PlanOption {
  /** Null for no plan: packs as they are needed. */
  readonly plan: Plan | null
  /** What taking it is; null for no plan. */
  readonly verb: PlanVerb | null
  /** What the account is on now. */
  readonly isCurrent: boolean
  /** Null while there is less than a day of use. */
  readonly replay: Replay | null
  /** Whether the past use would have cost least on it. */
  readonly isCheapest: boolean
}

/** What the plan page says. */
export interface PlansView {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly status: Book['status']
  readonly current: PlanView
  /** The days that were replayed, and the months of 30 days that they begin. */
  readonly days: number
  readonly months: number
  readonly options: readonly PlanOption[]
  /** The purchase that is under way, or the next period that is still to be paid. */
  readonly pending: Order | null
  /** What is charged to the card next for a plan, without tax; null when nothing is. */
  readonly nextCharge: { readonly at: Instant; readonly netCents: bigint } | null
  /** The card that is saved; null before one was. */
  readonly card: CardName | null
  /** Use beyond the tokens; null before anybody switched it on. */
  readonly payAsYouGo: PayAsYouGo | null
}

/** What is said before a change of plan is confirmed. */
export interface PlanReview {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly status: Book['status']
  readonly current: PlanView
  /** Null to end the plan. */
  readonly target: Plan | null
  readonly preview: PlanPreview
  readonly buyer: BillingProfile | null
  readonly pending: Order | null
  /** The card that is saved; null before one was. */
  readonly card: CardName | null
}

/** Days of use that are replayed at most. */
export const REPLAY_DAYS = 90

/** Marks the one option on which the past use would have cost least: of equals the one that the account has, else the first. */
export function markCheapest(options: readonly Omit<PlanOption, 'isCheapest'>[]): PlanOption[] {
  const priced = options.flatMap(({ replay }) => (replay === null || replay.cents === null ? [] : [replay.cents]))
  const least = priced.reduce<bigint | null>((min, cents) => (min === null || cents < min ? cents : min), null)
  const best = options.filter(({ replay }) => least !== null && replay?.cents === least)
  const marked = best.find(({ isCurrent }) => isCurrent) ?? best[0]
  return options.map((option) => ({ ...option, isCheapest: option === marked }))
}

/** Whether an order pays for a plan: until it has ended, the plan is not changed otherwise. */
export function isOfPlan({ kind }: Pick<Order, 'kind'>): boolean {
  return kind === 'plan' || kind === 'upgrade'
}

/** What is charged next for the plan that goes on, or for the one that takes its place. */
export function chargeToCome({ current, next }: Standing): PlansView['nextCharge'] {
  const goesOn = next ?? (current?.endsAt === null ? current : null)
  if (!goesOn?.allowance.isBilled || goesOn.allowance.nextAt === null) return null
  return { at: goesOn.allowance.nextAt, netCents: goesOn.allowance.costCents }
}
