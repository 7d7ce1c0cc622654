import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { TokenAmount } from '@/components/ui/token-amount'
import type { PlanOption, PlansView } from '@/lib/domain/purchases/plan-views'
import { PlanDeed } from './plan-deed'
import { PlanName } from './plan-name'
import { CostCell, LostCell, MonthsOutCell } from './replay-cells'
import { usePlanWords } from './use-plan-words'

interface PlansTablesProps {
  accountId: string
  view: PlansView
  /** Whether plans may be changed here. */
  isOpen: boolean
}

/** The plans with the account's own use on each: those that are paid by the month with "no plan", and those by the year. */
export function PlansTables({ accountId, view, isOpen }: PlansTablesProps) {
  const t = useTranslations('plans')
  const columns = useColumns({ accountId, view, isOpen })
  const isYearly = ({ plan }: PlanOption) => plan?.periodUnit === 'year'
  const [monthly, yearly] = [view.options.filter((one) => !isYearly(one)), view.options.filter(isYearly)]
  const rowKey = ({ plan }: PlanOption) => plan?.key ?? 'no plan'
  return (
    <>
      <Card title={yearly.length > 0 ? t('monthly') : t('all')}>
        <DataTable caption={t('caption')} columns={columns} rows={monthly} rowKey={rowKey} />
      </Card>
      {yearly.length > 0 && (
        <Card title={t('yearly')}>
          <DataTable caption={t('captionYearly')} columns={columns} rows={yearly} rowKey={rowKey} />
        </Card>
      )}
    </>
  )
}

function useColumns({ accountId, view, isOpen }: PlansTablesProps): Column<PlanOption>[] {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const replayed: Column<PlanOption>[] = [
    {
      key: 'cost',
      header: t('columns.cost', { days: view.days }),
      numeric: true,
      cell: (option) => <CostCell {...{ option }} currency={view.currency} />,
    },
    {
      key: 'months',
      header: t('columns.monthsOut'),
      numeric: true,
      cell: (option) => <MonthsOutCell {...{ option }} months={view.months} />,
    },
    { key: 'lost', header: t('columns.lost'), numeric: true, cell: (option) => <LostCell option={option} /> },
  ]
  return [
    {
      key: 'name',
      header: t('columns.plan'),
      rowHeader: true,
      cell: (option) => <PlanName {...{ option }} view={view} />,
    },
    {
      key: 'price',
      header: t('columns.price'),
      cell: ({ plan }) => (plan ? words.price(plan) : t('noFee')),
    },
    {
      key: 'tokens',
      header: t('columns.tokens'),
      numeric: true,
      cell: ({ plan }) => <TokenAmount amount={plan?.allowance ?? 0n} sense="added" />,
    },
    ...(view.days > 0 ? replayed : []),
    {
      key: 'deed',
      header: t('columns.deed'),
      cell: (option) => <PlanDeed {...{ accountId, option, view, isOpen }} />,
    },
  ]
}
