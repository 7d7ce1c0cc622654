import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { PayAsYouGoView } from '@/lib/domain/purchases/pay-as-you-go'

/** What was used beyond the tokens, what that costs, when it is billed and to which card. */
export function OwedFacts({ view }: { view: PayAsYouGoView }) {
  const t = useTranslations('payAsYouGo')
  const { owed, billAt, timeZone, asOf, card } = view
  return (
    <dl className="grid gap-2">
      <Line label={t('owed')}>
        <TokenAmount amount={owed} sense="used" unit />
      </Line>
      <Line label={t('bill')}>
        <Bill view={view} />
      </Line>
      <Line label={t('next')}>
        <When at={billAt} zone={timeZone} now={asOf} style="deadline" />
      </Line>
      <Line label={t('card')}>{card ? `${card.brand} •••• ${card.lastFour}` : t('noCard')}</Line>
    </dl>
  )
}

function Bill({ view: { bill, owed, currency } }: { view: PayAsYouGoView }) {
  const t = useTranslations('payAsYouGo')
  const locale = useLocale()
  if (!bill) return t(owed > 0n ? 'tooLittle' : 'nothing')
  const [total, net] = [formatMoney(bill.totalCents, currency, locale), formatMoney(bill.netCents, currency, locale)]
  return t('billTaxed', { total, net })
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-ink-2">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  )
}
