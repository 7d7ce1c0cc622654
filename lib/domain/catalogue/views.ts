import type { Instant } from '../instants'
import type { ComparisonPrice } from './comparisons'
import type { RateCard } from './model'
import type { Pack, Plan } from './plans'

/** An action's names, as people read them. */
export interface ActionName {
  readonly key: string
  readonly nameEn: string
  readonly nameFr: string
}

/** A published card with what its publisher said of it. */
export interface PublishedCard extends RateCard {
  readonly publishedAt: Instant
  readonly note: string
}

/** Every published card, the first first, as anybody may read them. */
export interface RatesView {
  readonly asOf: Instant
  readonly cards: readonly PublishedCard[]
  readonly actions: readonly ActionName[]
  /** The version in force; null before the first takes effect. */
  readonly inForce: number | null
}

/** What is on sale in one currency, and what direct billing costs in it. */
export interface OffersView {
  readonly currency: string
  /** The other currencies in which something is on sale. */
  readonly otherCurrencies: readonly string[]
  readonly plans: readonly Plan[]
  readonly packs: readonly Pack[]
  readonly comparisons: readonly ComparisonPrice[]
}
