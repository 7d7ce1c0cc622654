import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Money, UnitPrice } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import type { Pack } from '@/lib/domain/catalogue/plans'
import { useName } from '../use-name'

export function PacksTable({ packs }: { packs: readonly Pack[] }) {
  const t = useTranslations('pricing')
  const name = useName()
  return (
    <DataTable
      caption={t('packs')}
      rows={packs}
      rowKey={({ key }) => key}
      columns={[
        { key: 'name', header: t('pack'), rowHeader: true, cell: name },
        {
          key: 'tokens',
          header: t('tokensAdded'),
          numeric: true,
          cell: ({ tokens }) => <TokenAmount amount={tokens} sense="added" />,
        },
        {
          key: 'price',
          header: t('price'),
          numeric: true,
          result: true,
          cell: ({ priceCents, currency }) => <Money cents={priceCents} currency={currency} />,
        },
        {
          key: 'unit',
          header: t('perThousand'),
          numeric: true,
          cell: ({ priceCents, tokens, currency }) => (
            <UnitPrice cents={priceCents} amount={tokens} currency={currency} />
          ),
        },
        {
          key: 'lasts',
          header: t('lasts'),
          numeric: true,
          cell: ({ expiresAfterDays }) => t('days', { days: expiresAfterDays }),
        },
      ]}
    />
  )
}
