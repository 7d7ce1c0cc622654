import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { formatPricePerThousand } from '@/lib/domain/format/format-money'
import { formatDay } from '@/lib/domain/format/format-time'
import { expiryOf, type OrderReview } from '@/lib/domain/purchases/offer'
import { useCoverageWords } from './use-coverage-words'
import { useTaxWords } from './use-tax-words'

/** What is bought, what it costs with its tax, and what is there afterwards. */
export function SaleFacts({ review }: { review: OrderReview }) {
  const t = useTranslations('buy')
  const locale = useLocale()
  const taxWords = useTaxWords()
  const { sale, offer, isTooMuch } = review
  const { tokens, netCents, taxCents, totalCents, currency, tax } = sale
  const { buyer, available, timeZone, asOf } = offer
  const expires = formatDay(expiryOf(asOf, sale.expiryDays), timeZone, locale, 'long')
  const unit = formatPricePerThousand(netCents, tokens, currency, locale)
  return (
    <div className="grid gap-3">
      <dl className="grid gap-2">
        <Line label={<TokenAmount amount={tokens} sense="left" unit />} note={t('unit', { price: unit })}>
          <Money cents={netCents} currency={currency} />
        </Line>
        {buyer && (
          <>
            <Line label={taxWords(tax)}>
              <Money cents={taxCents} currency={currency} />
            </Line>
            <Line label={t('total')} isTotal>
              <Money cents={totalCents} currency={currency} />
            </Line>
          </>
        )}
        <Line label={t('before')}>
          <TokenAmount amount={available} sense="left" />
        </Line>
        <Line label={t('after')}>
          <TokenAmount amount={available + tokens} sense="left" />
        </Line>
      </dl>
      <Lasting review={review} />
      {isTooMuch && <p className="text-small text-ink-2">{t('tooMuch', { date: expires })}</p>}
      <p className="max-w-measure text-small text-ink-2">
        {t('saleTerms', { date: expires, days: sale.refundDays })} {!buyer && t('taxToCome')}
      </p>
    </div>
  )
}

function Lasting({ review: { offer, covers } }: { review: OrderReview }) {
  const t = useTranslations('buy')
  const locale = useLocale()
  const coverage = useCoverageWords(offer)
  if (covers === null) return null
  const before = offer.depletion?.p50
  return (
    <p>
      {coverage(covers)}
      {before && ` ${t('was', { date: formatDay(before, offer.timeZone, locale, 'month') })}`}
    </p>
  )
}

interface LineProps {
  label: ReactNode
  note?: string
  isTotal?: boolean
  children: ReactNode
}

function Line({ label, note, isTotal = false, children }: LineProps) {
  return (
    <div
      className={classNames(
        'flex flex-wrap items-baseline justify-between gap-x-4',
        isTotal && 'border-y border-hairline py-2 text-lead font-bold',
      )}
    >
      <dt>
        {label}
        {note !== undefined && <span className="block text-small text-ink-2">{note}</span>}
      </dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
