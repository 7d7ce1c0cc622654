import type { Pack } from '../catalogue/plans'
import { TOKEN, type Tokens } from '../tokens'

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

/** The round amounts at which a slider stops: one, two and five times each power of ten, to beyond the largest pack. */
export function volumeStops(packs: readonly Pack[]): Tokens[] {
  const largest = packs.reduce((most, pack) => (pack.tokens > most ? pack.tokens : most), 0n)
  const stops: Tokens[] = []
  for (let power = 1000n * TOKEN; stops.length === 0 || (stops.at(-1) ?? 0n) < 2n * largest; power *= 10n) {
    stops.push(power, 2n * power, 5n * power)
  }
  return stops
}
