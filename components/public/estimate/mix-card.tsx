import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Money } from '@/components/ui/money'
import { formatMoney } from '@/lib/domain/format/format-money'
import type { Estimate } from '@/lib/domain/purchases/estimate'
import type { Mix } from '@/lib/domain/purchases/recommend'
import type { Tokens } from '@/lib/domain/tokens'
import { useName } from '../use-name'

/** The cheapest plan and packs, beside the cheapest of every other plan. */
export function MixCard({ estimate: { mixes, months }, currency }: { estimate: Estimate; currency: string }) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const inWords = useMixWords()
  const [best] = mixes
  if (!best) {
    return (
      <Card title={t('mix')}>
        <p>{t('noMix')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('mix')}>
      <p className="mb-3 font-medium">
        {t('best', { mix: inWords(best), money: formatMoney(best.cents, currency, locale), months })}
      </p>
      <DataTable
        caption={t('mixes', { months })}
        captionVisible
        rows={mixes}
        rowKey={({ plan }) => plan?.key ?? ''}
        columns={[
          { key: 'mix', header: t('mixName'), rowHeader: true, cell: inWords },
          {
            key: 'worst',
            header: t('dearestMonth'),
            numeric: true,
            cell: ({ centsByMonth }) => (
              <Money cents={centsByMonth.reduce((most, one) => (one > most ? one : most), 0n)} currency={currency} />
            ),
          },
          {
            key: 'total',
            header: t('total', { months }),
            numeric: true,
            result: true,
            cell: ({ cents }) => <Money cents={cents} currency={currency} />,
          },
        ]}
      />
      <p className="mt-3 max-w-measure text-small text-ink-2">{t('mixRule')}</p>
    </Card>
  )
}

/** "Starter and 2 × Small pack". */
function useMixWords(): (mix: Mix) => string {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const name = useName()
  return ({ plan, purchases }) => {
    const counts = new Map<string, { name: string; count: bigint; tokens: Tokens }>()
    for (const { pack, count } of purchases) {
      const before = counts.get(pack.key)?.count ?? 0n
      counts.set(pack.key, { name: name(pack), count: count + before, tokens: pack.tokens })
    }
    const packs = [...counts.values()]
      .sort(byTokens)
      .map((one) => t('packs', { count: `${one.count}`, name: one.name }))
    const parts = [...(plan ? [t('ofPlan', { plan: name(plan) })] : []), ...packs]
    return parts.length > 0 ? new Intl.ListFormat(locale).format(parts) : t('nothing')
  }
}

function byTokens(a: { tokens: Tokens }, b: { tokens: Tokens }): number {
  return a.tokens > b.tokens ? -1 : 1
}
