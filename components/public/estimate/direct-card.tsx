import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Money } from '@/components/ui/money'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatPercent } from '@/lib/domain/format/format-percent'
import { formatDay } from '@/lib/domain/format/format-time'
import type { MonthlyCost } from '@/lib/domain/purchases/compare-direct'
import type { DirectCost, Estimate } from '@/lib/domain/purchases/estimate'
import { dayOf } from '@/lib/domain/purchases/priced-on'

/** The same work billed directly elsewhere. It says so where that is cheaper. */
export function DirectCard({ estimate: { cost, direct }, currency }: { estimate: Estimate; currency: string }) {
  const t = useTranslations('estimate')
  if (!cost) return null
  const rows = [
    { key: 'tokens', name: t('withTokens'), cost, spike: t('capped'), from: null },
    ...direct.map((one) => ({
      key: one.price.key,
      name: one.price.provider || t('yours'),
      cost: one.cost,
      spike: t('invoiced'),
      from: one,
    })),
  ]
  const money = (level: keyof MonthlyCost) => (row: { cost: MonthlyCost }) => (
    <Money cents={row.cost[level]} currency={currency} />
  )
  return (
    <Card title={t('direct')} id="direct">
      {direct.length === 0 && <p>{t('noDirect')}</p>}
      {direct.map((one) => (
        <Verdict key={one.price.key} direct={one} cost={cost} currency={currency} />
      ))}
      {direct.length > 0 && (
        <DataTable
          caption={t('directCaption')}
          captionVisible
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'way', header: t('way'), rowHeader: true, cell: ({ name }) => name },
            { key: 'low', header: t('levels.low'), numeric: true, cell: money('low') },
            { key: 'typical', header: t('levels.typical'), numeric: true, result: true, cell: money('typical') },
            { key: 'high', header: t('levels.high'), numeric: true, cell: money('high') },
            { key: 'worst', header: t('worst'), numeric: true, cell: money('worst') },
            { key: 'spike', header: t('spike'), cell: ({ spike }) => spike },
            { key: 'source', header: t('source'), cell: ({ from }) => (from ? <Source price={from.price} /> : '–') },
          ]}
        />
      )}
    </Card>
  )
}

function Verdict({ direct, cost, currency }: { direct: DirectCost; cost: MonthlyCost; currency: string }) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const { price, comparison } = direct
  const facts = {
    provider: price.provider || t('yours'),
    percent: formatPercent(comparison.percent, locale),
    money: formatMoney(cost.worst, currency, locale),
  }
  return <p className="mb-3 max-w-measure font-medium">{t(`verdict.${comparison.cheaper}`, facts)}</p>
}

function Source({ price: { pricedOn, sourceUrl } }: { price: DirectCost['price'] }) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const at = dayOf(pricedOn)
  if (at === null) return t('typed')
  return (
    <a href={sourceUrl} rel="noreferrer nofollow" className="link">
      {t('pricedOn', { date: formatDay(at, 'UTC', locale, 'long') })}
    </a>
  )
}
