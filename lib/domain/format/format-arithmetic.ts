import type { PriceStep } from '../catalogue/price-usage'
import { formatDecimal, scaledToDecimal } from './decimals'

/** Decimals after which a fraction is written as such. */
const DIGITS_MAX = 9

/** Units in thousandths: 1240000n is "1,240". */
export function formatUnits(unitsMilli: bigint, locale: string): string {
  return formatDecimal(scaledToDecimal(unitsMilli, 3), locale, { maximumFractionDigits: 3 })
}

/** A rational as an exact decimal where it has one, else as a fraction: 3/10 is "0.3", 1/3 stays "1/3", 7/3 is "2 1/3". */
export function formatRational(numerator: bigint, denominator: bigint, locale: string): string {
  const digits = decimalDigits(numerator, denominator)
  if (digits !== null) {
    return formatDecimal(scaledToDecimal((numerator * 10n ** BigInt(digits)) / denominator, digits), locale, {
      maximumFractionDigits: digits,
    })
  }
  const whole = numerator / denominator
  const divisor = gcd(numerator % denominator, denominator)
  const fraction = `${(numerator % denominator) / divisor}/${denominator / divisor}`
  return whole === 0n ? fraction : `${formatDecimal(scaledToDecimal(whole, 0), locale)} ${fraction}`
}

/** "1,240 input × 0.1 + 960 output × 0.3": the products, before they are summed. `name` says a quantity class in words. */
export function formatProducts(
  steps: readonly PriceStep[],
  name: (quantityClass: string) => string,
  locale: string,
): string {
  return steps
    .map(
      ({ quantityClass, unitsMilli, numerator, denominator }) =>
        `${formatUnits(unitsMilli, locale)} ${name(quantityClass)} × ${formatRational(numerator, denominator, locale)}`,
    )
    .join(' + ')
}

/** How many decimals the fraction needs; null when it needs more than nine, or never ends. */
function decimalDigits(numerator: bigint, denominator: bigint): number | null {
  for (let digits = 0; digits <= DIGITS_MAX; digits++) {
    if ((numerator * 10n ** BigInt(digits)) % denominator === 0n) return digits
  }
  return null
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
