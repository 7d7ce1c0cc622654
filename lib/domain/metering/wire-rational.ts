/**
 * An exact number as text: a plain decimal when it has one ("0.025"), else a fraction in lowest terms ("1/3").
 * The denominator must be positive.
 */
export function rationalToText(numerator: bigint, denominator: bigint): string {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator)
  const [top, bottom] = [numerator / divisor, denominator / divisor]
  const decimals = decimalsNeeded(bottom)
  if (decimals === null) return `${top}/${bottom}`
  const scaled = (top * 10n ** BigInt(decimals)) / bottom
  const sign = scaled < 0n ? '-' : ''
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`
}

/** How many decimals 1 / denominator has; null when it never ends, that is with a prime factor other than 2 and 5. */
function decimalsNeeded(denominator: bigint): number | null {
  let [rest, twos, fives] = [denominator, 0, 0]
  for (; rest % 2n === 0n; rest /= 2n) twos++
  for (; rest % 5n === 0n; rest /= 5n) fives++
  return rest === 1n ? Math.max(twos, fives) : null
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x === 0n ? 1n : x
}
