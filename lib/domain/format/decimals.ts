import { numberFormat } from './formatters'

/** What Intl.NumberFormat formats exactly, however long it is: a decimal in a string. */
export type Decimal = `${number}`

const MINUS = '\u2212'

/** value / 10^digits as an exact decimal: scaledToDecimal(1450n, 2) is "14.50". */
export function scaledToDecimal(value: bigint, digits: number): Decimal {
  const sign = value < 0n ? '-' : ''
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const fraction = digits === 0 ? '' : `.${text.slice(-digits)}`
  return `${sign}${whole}${fraction}` as Decimal
}

/** Formatted by the locale's rules, with a true minus sign. */
export function formatDecimal(value: Decimal, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(locale, options).format(value).replace('-', MINUS)
}
