import { useLocale, useTranslations } from 'next-intl'
import { useClassName } from '@/components/ui/use-class-name'
import { formatProducts, formatSum } from '@/lib/domain/format/format-arithmetic'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import type { ChargeView } from '@/lib/domain/metering/model'

/** "1,240 input × 0.1 + 960 output × 0.3 = 412", with the rounding or the minimum where they made a difference. */
export function ChargeArithmetic({ charge }: { charge: ChargeView }) {
  const t = useTranslations('charges')
  const { pricing, rateCardVersion } = charge
  if (pricing === null) return <span className="text-ink-2">{t('failedWhy')}</span>
  return (
    <span>
      <Sum pricing={pricing} />{' '}
      <span className="text-label whitespace-nowrap text-ink-3">({t('card', { version: rateCardVersion })})</span>
    </span>
  )
}

function Sum({
  pricing: { steps, sum, rounded, minimumMilli, tokens },
}: {
  pricing: NonNullable<ChargeView['pricing']>
}) {
  const t = useTranslations('charges')
  const inWords = useClassName()
  const locale = useLocale()
  const words = {
    products: formatProducts(steps, inWords, locale),
    sum: formatSum(sum.numerator, sum.denominator * 1000n, locale),
  }
  if (tokens > rounded) return t('minimum', { ...words, minimum: formatTokens(minimumMilli, locale) })
  const exact = sum.numerator === rounded * sum.denominator
  return exact ? t('equals', words) : t('rounded', { ...words, rounded: formatTokens(rounded, locale) })
}
