import { formatDecimal, scaledToDecimal } from './decimals'

/** Whole percent: "83%", "83 %". */
export function formatPercent(percent: bigint, locale: string): string {
  return formatDecimal(scaledToDecimal(percent, 2), locale, { style: 'percent' })
}
