import { useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { Money, UnitPrice } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import type { Plan } from '@/lib/domain/catalogue/plans'
import { useName } from '../use-name'

export function PlansTable({ plans }: { plans: readonly Plan[] }) {
  const t = useTranslations('pricing')
  const name = useName()
  return (
    <DataTable
      caption={t('plans')}
      rows={plans}
      rowKey={({ key }) => key}
      columns={[
        { key: 'name', header: t('plan'), rowHeader: true, cell: name },
        {
          key: 'allowance',
          header: t('allowance'),
          numeric: true,
          cell: ({ allowance }) => <TokenAmount amount={allowance} sense="added" />,
        },
        {
          key: 'price',
          header: t('price'),
          numeric: true,
          result: true,
          cell: ({ priceCents, currency, periodUnit }) =>
            t.rich(periodUnit === 'year' ? 'aYear' : 'aMonth', {
              price: () => <Money cents={priceCents} currency={currency} />,
            }),
        },
        {
          key: 'unit',
          header: t('perThousand'),
          numeric: true,
          cell: ({ priceCents, allowance, currency }) => (
            <UnitPrice cents={priceCents} amount={allowance} currency={currency} />
          ),
        },
        { key: 'limits', header: t('limits'), cell: (plan) => <Limits plan={plan} /> },
      ]}
    />
  )
}

function Limits({ plan: { quotas } }: { plan: Plan }) {
  const t = useTranslations('pricing')
  if (quotas.length === 0) return t('noLimits')
  return (
    <ul>
      {quotas.map((quota) => (
        <li key={quota.name}>
          {t.rich(`limit.${quota.measure}`, {
            cap: () => <TokenAmount amount={quota.cap} sense="used" />,
            unit: t(`units.${quota.unit}`),
            policy: t(`policies.${quota.policy}`),
          })}
        </li>
      ))}
    </ul>
  )
}
