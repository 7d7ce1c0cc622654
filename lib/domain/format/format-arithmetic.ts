import type { PriceStep } from '../catalogue/price-usage'
import { formatDecimal, scaledToDecimal } from './decimals'

/** An exact decimal has at most so many digits after the point; a longer one is cut to fewer. */
const DIGITS_MAX = 9
const DIGITS_CUT = 5

/** Units in thousandths: 1240000n is "1,240". */
export function formatUnits(unitsMilli: bigint, locale: string): string {
  return formatDecimal(scaledToDecimal(unitsMilli, 3), locale, { maximumFractionDigits: 3 })
}

/** A price as an exact decimal where it has one, else as a fraction: 3/10 is "0.3", 1/3 stays "1/3". */
export function formatPrice(numerator: bigint, denominator: bigint, locale: string): string {
  return exactDecimal(numerator, denominator, locale) ?? `${numerator}/${denominator}`
}

/** A sum as a decimal; one that never ends is cut, and says so: 386956/3000 is "128.98533…". */
export function formatSum(numerator: bigint, denominator: bigint, locale: string): string {
  const exact = exactDecimal(numerator, denominator, locale)
  if (exact !== null) return exact
  const cut = (numerator * 10n ** BigInt(DIGITS_CUT)) / denominator
  const digits = { minimumFractionDigits: DIGITS_CUT, maximumFractionDigits: DIGITS_CUT }
  return `${formatDecimal(scaledToDecimal(cut, DIGITS_CUT), locale, digits)}…`
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
        `${formatUnits(unitsMilli, locale)} ${name(quantityClass)} × ${formatPrice(numerator, denominator, locale)}`,
    )
    .join(' + ')
}

/** Null when it needs more than nine decimals, or never ends. */
function exactDecimal(numerator: bigint, denominator: bigint, locale: string): string | null {
  for (let digits = 0; digits <= DIGITS_MAX; digits++) {
    const scaled = numerator * 10n ** BigInt(digits)
    if (scaled % denominator !== 0n) continue
    return formatDecimal(scaledToDecimal(scaled / denominator, digits), locale, { maximumFractionDigits: digits })
  }
  return null
}
