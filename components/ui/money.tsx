import { useLocale } from 'next-intl'
import { formatMoney, formatPricePerThousand } from '@/lib/domain/format/format-money'
import type { Tokens } from '@/lib/domain/tokens'

/** An amount in minor units of its currency. */
export function Money({ cents, currency }: { cents: bigint; currency: string }) {
  const locale = useLocale()
  return <data value={`${cents} ${currency}`}>{formatMoney(cents, currency, locale)}</data>
}

/** What 1,000 tokens cost when `amount` of them cost `cents`. The words "per 1,000" stand beside it. */
export function UnitPrice({ cents, amount, currency }: { cents: bigint; amount: Tokens; currency: string }) {
  const locale = useLocale()
  return <span>{formatPricePerThousand(cents, amount, currency, locale)}</span>
}
