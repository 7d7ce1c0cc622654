import type { ComparisonPrice } from '../catalogue/comparisons'
import type { MonthOfUse } from './workload'

/** What a workload costs a month, in minor units. */
export interface MonthlyCost {
  readonly low: bigint
  readonly typical: bigint
  readonly high: bigint
  /** The dearest month that the workload knows. */
  readonly worst: bigint
}

/** Which of two ways of paying costs less in a typical month, by how many whole percent of the dearer, cut. */
export interface Comparison {
  readonly cheaper: 'direct' | 'tokens' | 'neither'
  readonly percent: bigint
}

/**
 * What a month's quantities cost where they are billed directly, in minor units, rounded up once. Null when the provider names no price
 * for one of them: an incomplete sum would flatter.
 */
export function directCents(price: ComparisonPrice, used: MonthOfUse['quantities']): bigint | null {
  let numerator = price.monthlyFeeCents
  let denominator = 1n
  for (const { actionKey, quantityClass, unitsMilli } of used) {
    if (unitsMilli === 0n) continue
    const unit = price.prices.find((one) => one.actionKey === actionKey && one.quantityClass === quantityClass)
    if (!unit) return null
    const divisor = unit.denominator * 1000n
    numerator = numerator * divisor + unitsMilli * unit.numerator * denominator
    denominator *= divisor
  }
  return (numerator + denominator - 1n) / denominator
}

/** Compares what both cost in a typical month. */
export function compareDirect(tokens: MonthlyCost, direct: MonthlyCost): Comparison {
  const [a, b] = [tokens.typical, direct.typical]
  if (a === b) return { cheaper: 'neither', percent: 0n }
  return a < b
    ? { cheaper: 'tokens', percent: ((b - a) * 100n) / b }
    : { cheaper: 'direct', percent: ((a - b) * 100n) / a }
}
