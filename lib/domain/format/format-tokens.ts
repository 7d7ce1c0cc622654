import { TOKEN, type Tokens, tokensToDecimal, tokensToPlot } from '../tokens'
import { type Decimal, formatDecimal } from './decimals'
import { pluralRules } from './formatters'
import { languageOf } from './locales'

/** What an amount stands for. It decides which way a shortened amount is rounded: never up what is left, never down what is gone. */
export type TokenSense = 'left' | 'added' | 'used' | 'held' | 'owed' | 'expires'

/** All digits: "1,204,300", "0.25". */
export function formatTokens(amount: Tokens, locale: string): string {
  return formatDecimal(tokensToDecimal(amount) as Decimal, locale, { maximumFractionDigits: 3 })
}

/** The exact amount in two parts, so that thousandths can stand back: ["1,204,300", ".125"]; the second is often empty. */
export function formatTokensParts(amount: Tokens, locale: string): [whole: string, fraction: string] {
  const whole = formatTokens(amount - (amount % TOKEN), locale)
  return [whole, formatTokens(amount, locale).slice(whole.length)]
}

/** Three significant digits: 999,999 tokens left are "999K", never "1M". Amounts below 1,000 tokens keep their digits. */
export function formatTokensCompact(amount: Tokens, locale: string, sense: TokenSense): string {
  const roundingMode = sense === 'left' || sense === 'added' ? 'floor' : 'ceil'
  if (isBelowThousand(amount)) {
    return formatDecimal(tokensToDecimal(amount) as Decimal, locale, {
      maximumSignificantDigits: 3,
      roundingMode,
    } as Intl.NumberFormatOptions)
  }
  return compact(amount, locale, { minimumSignificantDigits: 3, roundingMode } as Intl.NumberFormatOptions)
}

/** An amount of which nobody knows more than two digits, to the nearest: 38,217 tokens are 38,000. Below 100 tokens whole ones, below one all of it. */
export function roughly(amount: Tokens): Tokens {
  if (amount < TOKEN) return amount
  const digits = `${amount / TOKEN}`.length
  const unit = TOKEN * 10n ** BigInt(Math.max(0, digits - 2))
  return ((amount + unit / 2n) / unit) * unit
}

/** For the round numbers of an axis: "1.5M", "200K", "0". */
export function formatTick(amount: Tokens, locale: string): string {
  return isBelowThousand(amount) ? formatTokens(amount, locale) : compact(amount, locale, {})
}

/** The plural form that the amount takes in the language, for messages: "one", "other", and "many" for 1 000 000 de jetons. */
export function tokenForm(amount: Tokens, locale: string): string {
  return pluralRules(locale).select(tokensToPlot(amount))
}

function isBelowThousand(amount: Tokens): boolean {
  return amount < 1000n * TOKEN && amount > -1000n * TOKEN
}

/** British English would shorten to "1.2m" and "1.5bn", which readers of usage figures take for milli and miss. */
function compact(amount: Tokens, locale: string, options: Intl.NumberFormatOptions): string {
  const shortLocale = languageOf(locale) === 'en' ? 'en-US' : locale
  return formatDecimal(tokensToDecimal(amount) as Decimal, shortLocale, {
    notation: 'compact',
    maximumSignificantDigits: 3,
    ...options,
  })
}
