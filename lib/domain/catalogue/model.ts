import type { Instant } from '../instants'
import type { Tokens } from '../tokens'

/** Tokens per unit as a rational, from a number of units (in thousandths) on; tiers count per event. */
export interface PriceTier {
  readonly fromMilli: bigint
  readonly numerator: bigint
  readonly denominator: bigint
}

/** One action on a rate card. */
export interface RateCardLine {
  readonly actionKey: string
  /** The charge is rounded up to a multiple of this many thousandths. */
  readonly roundingMilli: Tokens
  readonly minimumMilli: Tokens
  readonly reasonEn: string
  readonly reasonFr: string
  /** Tiers by quantity class, ascending by `fromMilli`, the first from 0. */
  readonly prices: ReadonlyMap<string, readonly PriceTier[]>
}

/** All actions with their prices. Immutable once published. */
export interface RateCard {
  readonly version: number
  readonly effectiveAt: Instant
  readonly lines: ReadonlyMap<string, RateCardLine>
}

/** A card's place in time, without its lines. */
export type RateCardDate = Pick<RateCard, 'version' | 'effectiveAt'>

/** The card in force at the instant: the newest version among those effective by then; null before the first. */
export function cardInForce<T extends RateCardDate>(cards: readonly T[], at: Instant): T | null {
  return cards.reduce<T | null>(
    (best, card) => (card.effectiveAt <= at && (!best || isLater(card, best)) ? card : best),
    null,
  )
}

function isLater(a: RateCardDate, b: RateCardDate): boolean {
  return a.effectiveAt > b.effectiveAt || (a.effectiveAt === b.effectiveAt && a.version > b.version)
}
