import type { Pack } from '../catalogue/plans'
import type { Tokens } from '../tokens'

/** What a free amount of tokens costs, and whose price per token that is. */
export interface PriceOfAmount {
  /** Minor units, rounded up once. */
  readonly cents: bigint
  /** The pack whose price per token holds: the largest that is no larger than the amount, else the smallest there is. */
  readonly tier: Pack
  /** The next larger pack; null above the largest. */
  readonly next: Pack | null
  /** Whether a larger pack's price is the limit: until its size, more tokens cost no more. */
  readonly isCapped: boolean
}

/**
 * The price of any amount between and beside the packs of one currency: never cheaper per token than the next larger pack, never dearer
 * in all than any larger one. Null when there is no pack, or nothing is asked for.
 */
export function priceOfAmount(packs: readonly Pack[], amount: Tokens): PriceOfAmount | null {
  const sorted = [...packs].sort((a, b) => (a.tokens < b.tokens ? -1 : 1))
  const tier = sorted.findLast((pack) => pack.tokens <= amount) ?? sorted[0]
  if (!tier || amount <= 0n) return null
  const larger = sorted.filter((pack) => pack.tokens > amount)
  const byRate = (amount * tier.priceCents + tier.tokens - 1n) / tier.tokens
  const cents = larger.reduce((least, pack) => (pack.priceCents < least ? pack.priceCents : least), byRate)
  const isCapped = larger.some((pack) => pack.priceCents <= byRate)
  return { cents, tier, next: larger[0] ?? null, isCapped }
}
