import { Refusal } from '../refusals'
import { TOKENS_MAX, type Tokens } from '../tokens'
import type { PriceTier, RateCardLine } from './model'

/** Units by quantity class, in thousandths of a unit. */
export type Quantities = Readonly<Record<string, bigint>>

/** One product of the arithmetic: `unitsMilli` units at `numerator / denominator` tokens each. */
export interface PriceStep {
  readonly quantityClass: string
  readonly unitsMilli: bigint
  readonly numerator: bigint
  readonly denominator: bigint
}

/** A price with every step by which it came about, so that anybody can recompute it. */
export interface Pricing {
  readonly steps: readonly PriceStep[]
  /** The exact sum in thousandths of a token, as a rational. */
  readonly sum: { readonly numerator: bigint; readonly denominator: bigint }
  /** The sum rounded up once, to a multiple of `roundingMilli`. */
  readonly rounded: Tokens
  readonly roundingMilli: Tokens
  readonly minimumMilli: Tokens
  /** What is charged: the rounded sum, or the minimum if that is more. */
  readonly tokens: Tokens
}

/**
 * Prices quantities by one line of a rate card: exact rational products, summed, rounded up once.
 * Refuses a quantity class that the line does not price and a result above 10^15 tokens.
 */
export function priceUsage(line: RateCardLine, quantities: Quantities): Pricing {
  const steps = Object.entries(quantities).flatMap(([quantityClass, unitsMilli]) => {
    const tiers = line.prices.get(quantityClass)
    if (!tiers) throw unknownClass(line, quantityClass)
    return tierSteps(quantityClass, unitsMilli, tiers)
  })
  const denominator = steps.reduce((product, step) => lcm(product, step.denominator), 1n)
  const numerator = steps.reduce(
    (sum, step) => sum + step.unitsMilli * step.numerator * (denominator / step.denominator),
    0n,
  )
  const rounded = ceilDivide(numerator, denominator * line.roundingMilli) * line.roundingMilli
  const tokens = rounded > line.minimumMilli ? rounded : line.minimumMilli
  if (tokens > TOKENS_MAX) {
    throw new Refusal('amount-too-large', {
      detail: `These quantities of ${line.actionKey} would cost more than 10^15 tokens. Nothing was changed. Check their units, or report them in parts.`,
    })
  }
  return {
    steps,
    sum: { numerator, denominator },
    rounded,
    roundingMilli: line.roundingMilli,
    minimumMilli: line.minimumMilli,
    tokens,
  }
}

function tierSteps(quantityClass: string, unitsMilli: bigint, tiers: readonly PriceTier[]): PriceStep[] {
  return tiers.flatMap((tier, i) => {
    const end = tiers[i + 1]?.fromMilli
    const upTo = end === undefined || unitsMilli < end ? unitsMilli : end
    if (upTo <= tier.fromMilli && !(i === 0 && unitsMilli === 0n)) return []
    return [
      { quantityClass, unitsMilli: upTo - tier.fromMilli, numerator: tier.numerator, denominator: tier.denominator },
    ]
  })
}

function unknownClass(line: RateCardLine, quantityClass: string): Refusal {
  const known = [...line.prices.keys()].join(', ')
  return new Refusal('unknown-quantity-class', {
    detail: `The action ${line.actionKey} has no price for "${quantityClass}". It is priced by: ${known}.`,
    faults: [
      { pointer: `/quantities/${quantityClass}`, code: 'unknown-quantity-class', message: `Use one of: ${known}.` },
    ],
  })
}

function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
