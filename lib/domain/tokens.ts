/** An amount in thousandths of a token. Every amount inside Comptoir has this unit. */
export type Tokens = bigint

/** Thousandths in one token. */
export const TOKEN = 1000n

/** The most that one amount may be: 10^15 tokens. Nine of them still fit PostgreSQL's bigint. */
export const TOKENS_MAX: Tokens = 10n ** 15n * TOKEN

/** Up to here floating point counts thousandths exactly. */
const EXACT_MAX: Tokens = BigInt(Number.MAX_SAFE_INTEGER)
/** A forecast expects ten times the most that an amount may be, at most: such a number says "all of it". */
const EXPECTED_MAX = 1e16

const DECIMAL = /^(0|[1-9]\d{0,15})(?:\.(\d{1,3}))?$/

/**
 * Reads a plain decimal such as "412" or "0.25" as thousandths.
 * Returns null for anything else: a sign, an exponent, spaces, other digits, more than three decimals or more than 10^15.
 */
export function parseTokens(text: string): Tokens | null {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const [, whole = '0', fraction = ''] = match
  const amount = BigInt(whole) * TOKEN + BigInt(fraction.padEnd(3, '0'))
  return amount > TOKENS_MAX ? null : amount
}

/** The shortest exact decimal: 412000n is "412", 250n is "0.25", -1500n is "-1.5". */
export function tokensToDecimal(amount: Tokens): string {
  const sign = amount < 0n ? '-' : ''
  const size = amount < 0n ? -amount : amount
  const fraction = (size % TOKEN).toString().padStart(3, '0').replace(/0+$/, '')
  return `${sign}${size / TOKEN}${fraction && `.${fraction}`}`
}

/** Tokens as floating point, for plots and forecasts only; nothing that is posted comes back from it. */
export function tokensToPlot(amount: Tokens): number {
  if (amount <= EXACT_MAX && amount >= -EXACT_MAX) return Number(amount) / 1000
  const whole = amount / TOKEN
  return Number.parseFloat(`${whole}`) + Number.parseFloat(`${amount - whole * TOKEN}`) / 1000
}

/** What a forecast expects, in tokens, as an amount to be shown or to be walked through a simulated book: never for what is posted. */
export function expectedTokens(plot: number): Tokens {
  return plot > 0 ? BigInt(Math.round(Math.min(plot, EXPECTED_MAX) * 1000)) : 0n
}
