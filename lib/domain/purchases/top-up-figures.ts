import type { Threshold } from '../forecast/model'
import { minorDigits } from '../format/format-money'
import { parseTokens, TOKEN } from '../tokens'

export const THRESHOLD_UNITS = ['tokens', 'days'] as const
const DAYS_MAX = 90

/** A threshold as it is written; null for what is none. */
export function parseThreshold(text: string, unit: string): Threshold | null {
  if (unit === 'tokens') {
    const tokens = parseTokens(text)
    return tokens ? { tokens } : null
  }
  const days = unit === 'days' && /^[1-9]\d?$/.test(text) ? Number.parseInt(text, 10) : 0
  return days >= 1 && days <= DAYS_MAX ? { days } : null
}

/** An amount of money as it is written, in minor units; null for what is none, or is finer than the currency's smallest coin. */
export function parseCeiling(text: string, currency: string): bigint | null {
  const milli = parseTokens(text)
  return milli ? minorOf(milli, currency) : null
}

/** Thousandths of a currency's unit as its minor units; null when it has no coin so small. */
export function minorOf(milli: bigint, currency: string): bigint | null {
  const scaled = milli * 10n ** BigInt(minorDigits(currency))
  return scaled % TOKEN === 0n ? scaled / TOKEN : null
}

/** How often a rule may buy in a month at this price. */
export function timesAMonth(ceilingCents: bigint, totalCents: bigint): bigint {
  return totalCents > 0n ? ceilingCents / totalCents : 0n
}
