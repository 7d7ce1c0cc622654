import { useLocale, useTranslations } from 'next-intl'
import {
  formatTokens,
  formatTokensCompact,
  formatTokensParts,
  type TokenSense,
  tokenForm,
} from '@/lib/domain/format/format-tokens'
import type { Tokens } from '@/lib/domain/tokens'
import { classNames } from './class-names'

/** "1,204,300 tokens" in the reader's language, for sentences that are plain text. */
export function useTokenWords(): (amount: Tokens) => string {
  const locale = useLocale()
  const t = useTranslations('units')
  return (amount) => t('tokens', { amount: formatTokens(amount, locale), form: tokenForm(amount, locale) })
}

interface TokenAmountProps {
  amount: Tokens
  /** What the amount stands for. The words beside it say the same. */
  sense: TokenSense
  /** Three digits, with the exact amount for those who hover or listen. */
  compact?: boolean
  /** Adds the word "tokens". */
  unit?: boolean
  sign?: '+' | '−'
  className?: string
}

/** Digits and separators that fit a phone's width in large type. */
const LONG = 14

/** A balance in large digits; thousandths of a token stand back. */
export function TokenFigure({ amount, className }: { amount: Tokens; className?: string }) {
  const [whole, fraction] = formatTokensParts(amount, useLocale())
  return (
    <data value={amount.toString()} className={classNames(className, whole.length > LONG && 'max-sm:text-lead')}>
      {whole}
      {fraction !== '' && <span className="text-[0.55em] font-medium text-ink-2">{fraction}</span>}
    </data>
  )
}

/** The only place, with Money and When, where a figure is printed. */
export function TokenAmount({ amount, sense, compact = false, unit = false, sign, className }: TokenAmountProps) {
  const locale = useLocale()
  const inWords = useTokenWords()
  const exact = unit ? inWords(amount) : formatTokens(amount, locale)
  if (!compact) {
    return (
      <data value={amount.toString()} className={className}>
        {sign}
        {exact}
      </data>
    )
  }
  return (
    <data value={amount.toString()} title={inWords(amount)} className={className}>
      <span aria-hidden="true">
        {sign}
        {formatTokensCompact(amount, locale, sense)}
      </span>
      <span className="sr-only">
        {sign}
        {exact}
      </span>
    </data>
  )
}
