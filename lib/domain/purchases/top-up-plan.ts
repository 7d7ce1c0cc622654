import { type Stretch, stretchOf } from '../calendar'
import { thresholdIn } from '../forecast/threshold-in'
import type { Instant } from '../instants'
import { Refusal } from '../refusals'
import type { Tokens } from '../tokens'
import type { Order, Sale } from './order-model'
import { type Counter, planSale } from './plan-order'
import type { Block, TopUp } from './top-up-model'

/** An account as its auto top-up sees it. */
export interface TopUpFacts {
  readonly now: Instant
  readonly available: Tokens
  /** Whether anything can be bought for the account at all. */
  readonly isActive: boolean
  /** The pace of the account's forecast; null while there is none. */
  readonly tokensPerDay: Tokens | null
  /** Null before anybody said who buys. */
  readonly counter: Counter | null
  readonly hasCard: boolean
  /** Whether a purchase of its own is under way. */
  readonly isInFlight: boolean
  /** What it has spent in the month of `now`, as `spentIn` counts. */
  readonly spentCents: bigint
}

/** What the rule does now, or why it does nothing. */
export type TopUpPlan =
  | { readonly kind: 'buy'; readonly sale: Sale }
  | { readonly kind: 'off' | 'paused' | 'in-flight' | 'cooling' | 'learning' }
  /** Enough is left: it buys when fewer than `below` are. */
  | { readonly kind: 'above'; readonly below: Tokens }
  /** It should buy and cannot. With a price, one purchase needs `neededCents`, and `leftCents` of the ceiling are left this month. */
  | { readonly kind: 'blocked'; readonly by: Block; readonly neededCents?: bigint; readonly leftCents?: bigint }

/** Decides whether the rule buys now. Prices and tax are those of now, never those of when it was set. */
export function planTopUp(topUp: TopUp, facts: TopUpFacts): TopUpPlan {
  if (facts.isInFlight) return { kind: 'in-flight' }
  if (!topUp.isOn) return { kind: 'off' }
  if (topUp.paused) return { kind: 'paused' }
  if (topUp.coolUntil !== null && facts.now < topUp.coolUntil) return { kind: 'cooling' }
  const below = thresholdIn(topUp.threshold, facts.tokensPerDay)
  if (below === null) return { kind: 'learning' }
  if (facts.available >= below) return { kind: 'above', below }
  return planPurchase(topUp, facts)
}

function planPurchase({ packKey, ceilingCents }: TopUp, facts: TopUpFacts): TopUpPlan {
  if (!facts.isActive) return { kind: 'blocked', by: 'frozen' }
  if (!facts.counter) return { kind: 'blocked', by: 'no-buyer' }
  if (!facts.hasCard) return { kind: 'blocked', by: 'no-card' }
  const sale = topUpSale(packKey, facts.counter)
  if (!sale) return { kind: 'blocked', by: 'not-sold' }
  const neededCents = sale.totalCents
  const leftCents = leftOf(ceilingCents, facts.spentCents)
  if (neededCents > ceilingCents) return { kind: 'blocked', by: 'price', neededCents, leftCents }
  if (neededCents > leftCents) return { kind: 'blocked', by: 'ceiling', neededCents, leftCents }
  return { kind: 'buy', sale }
}

/** What one of its purchases is and costs now; null when the pack is not sold to this buyer. */
export function topUpSale(packKey: string, counter: Counter): Sale | null {
  try {
    return { ...planSale({ packKey }, counter), kind: 'top-up' }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

export function leftOf(ceilingCents: bigint, spentCents: bigint): bigint {
  return spentCents >= ceilingCents ? 0n : ceilingCents - spentCents
}

/** The calendar month that a ceiling counts over. */
export function monthOf(now: Instant, timeZone: string): Stretch {
  return stretchOf('month', now, timeZone)
}

/**
 * What a rule's purchases take of a month's ceiling: those that were paid in it, whenever they were ordered, and the one that is under way.
 * So no month has more than its ceiling, by the day of the order as by the day of the payment.
 */
export function spentIn(month: Stretch, orders: readonly Pick<Order, 'state' | 'totalCents' | 'settledAt'>[]): bigint {
  return orders.reduce((sum, { state, totalCents, settledAt }) => {
    const isPaid = state === 'done' || state === 'mismatch'
    const counts = state === 'pending' || (isPaid && settledAt !== null && settledAt >= month.startsAt)
    return counts ? sum + totalCents : sum
  }, 0n)
}
