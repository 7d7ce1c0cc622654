import { useLocale, useTranslations } from 'next-intl'
import { useClassName } from '@/components/ui/use-class-name'
import type { RateCardLine } from '@/lib/domain/catalogue/model'
import type { Pricing } from '@/lib/domain/catalogue/price-usage'
import { formatPrice, formatUnits } from '@/lib/domain/format/format-arithmetic'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { useUnitName } from './use-unit-name'

/** One unit, in thousandths. */
const ONE = 1000n

/** The prices of an action, a line for each quantity class and tier, then what limits them. */
export function RatePrices({ line }: { line: RateCardLine }) {
  const t = useTranslations('rates')
  const locale = useLocale()
  const unitName = useUnitName()
  const prices = [...line.prices].flatMap(([name, tiers]) =>
    tiers.map(({ fromMilli, numerator, denominator }) => {
      const price = t('each', { tokens: formatPrice(numerator, denominator, locale), unit: unitName(name) })
      return fromMilli === 0n ? price : `${price}, ${t('beyond', { units: formatUnits(fromMilli, locale) })}`
    }),
  )
  const limits = [
    ...(line.minimumMilli > 0n ? [t('atLeast', { tokens: formatTokens(line.minimumMilli, locale) })] : []),
    ...(line.roundingMilli > 1n ? [t('upTo', { tokens: formatTokens(line.roundingMilli, locale) })] : []),
  ]
  return (
    <>
      <ul>
        {prices.map((price) => (
          <li key={price}>{price}</li>
        ))}
      </ul>
      {limits.length > 0 && <p className="text-label text-ink-3">{limits.join(' · ')}</p>}
    </>
  )
}

/** "1,000 input + 300 output: 190 tokens". */
export function RateExample({ example: { steps, tokens } }: { example: Pricing }) {
  const t = useTranslations('rates')
  const locale = useLocale()
  const inWords = useClassName()
  const unitName = useUnitName()
  const parts = steps.map(({ unitsMilli, quantityClass }) => {
    const name = unitsMilli === ONE ? unitName(quantityClass) : inWords(quantityClass)
    return `${formatUnits(unitsMilli, locale)} ${name}`
  })
  return t('example', { parts: parts.join(' + '), tokens: formatTokens(tokens, locale) })
}
