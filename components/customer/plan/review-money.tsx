import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTaxWords } from '@/components/customer/buy/use-tax-words'
import { classNames } from '@/components/ui/class-names'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import { formatDecimal, scaledToDecimal } from '@/lib/domain/format/decimals'
import { formatMoney } from '@/lib/domain/format/format-money'
import { DAY } from '@/lib/domain/instants'
import type { PlanPreview } from '@/lib/domain/purchases/plan-preview'
import type { PlanReview } from '@/lib/domain/purchases/plan-views'

/** What is paid and received today, item by item, and what is paid next. */
export function ReviewMoney({ review: { preview, buyer, card, currency, timeZone, asOf } }: { review: PlanReview }) {
  const t = useTranslations('plans.review')
  const taxWords = useTaxWords()
  const { netCents, taxCents, totalCents, tax, tokens, available, nextCharge } = preview
  const money = (cents: bigint) => <Money cents={cents} currency={currency} />
  return (
    <dl className="grid gap-2">
      {netCents > 0n && (
        <>
          <Line label={<Item preview={preview} currency={currency} />}>{money(netCents)}</Line>
          {buyer && <Line label={taxWords(tax)}>{money(taxCents)}</Line>}
        </>
      )}
      <Line label={t(buyer || netCents === 0n ? 'payToday' : 'payTodayNet')} isTotal>
        {money(buyer ? totalCents : netCents)}
      </Line>
      <Line label={t('receiveToday')}>
        <TokenAmount amount={tokens} sense="added" unit />
      </Line>
      <Line label={t('available')}>
        {t.rich('beforeAfter', {
          before: () => <TokenAmount amount={available.before} sense="left" />,
          after: () => <TokenAmount amount={available.after} sense="left" />,
        })}
      </Line>
      <Line label={t('next')}>
        {nextCharge
          ? t.rich(buyer ? 'nextCharge' : 'nextChargeNet', {
              total: () => money(buyer ? nextCharge.totalCents : nextCharge.netCents),
              at: () => <When at={nextCharge.at} zone={timeZone} now={asOf} style="shortDay" />,
            })
          : t('noNextCharge')}
      </Line>
      {nextCharge && netCents === 0n && (
        <div className="text-small text-ink-2">
          <dt className="sr-only">{t('nextCard')}</dt>
          <dd>{card ? t('savedCard', { brand: card.brand, lastFour: card.lastFour }) : t('cardToCome')}</dd>
        </div>
      )}
    </dl>
  )
}

/** A whole period, or the difference for the rest of one. */
function Item({ preview: { rest }, currency }: { preview: PlanPreview; currency: string }) {
  const t = useTranslations('plans.review')
  const locale = useLocale()
  if (rest === null) return t('firstPeriod')
  const difference = formatMoney(rest.differenceCents, currency, locale)
  const days = (length: bigint) => formatDecimal(scaledToDecimal((length * 100n) / DAY, 2), locale)
  return t('restOfPeriod', { difference, left: days(rest.left), whole: days(rest.whole) })
}

interface LineProps {
  label: ReactNode
  isTotal?: boolean
  children: ReactNode
}

function Line({ label, isTotal = false, children }: LineProps) {
  return (
    <div
      className={classNames(
        'flex flex-wrap items-baseline justify-between gap-x-4',
        isTotal && 'border-y border-hairline py-2 text-lead font-bold',
      )}
    >
      <dt>{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
