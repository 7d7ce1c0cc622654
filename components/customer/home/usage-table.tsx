import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/ui/data-table'
import { TokenAmount, useTokenWords } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import { useUsageWords } from './use-usage-words'

/** The picture's figures, newest day first; `onPaper` for the one that prints in the picture's place. */
export function UsageTable({ view, onPaper = false }: { view: HomeView; onPaper?: boolean }) {
  const t = useTranslations('usage')
  const words = useTokenWords()
  const { seriesName } = useUsageWords(view)
  const { days, series, tokensByDay, tokens } = view.usage
  const columns: Column<number>[] = [
    {
      key: 'day',
      header: t('day'),
      rowHeader: true,
      cell: (day) => (
        <>
          <When at={days[day]?.startsAt ?? 0n} zone={view.account.timeZone} style="shortDay" />
          {day === days.length - 1 && ` (${t('soFar')})`}
        </>
      ),
    },
    ...series.map(
      (one): Column<number> => ({
        key: one.actionKey ?? '',
        header: seriesName(one),
        numeric: true,
        cell: (day) => <TokenAmount amount={one.tokensByDay[day] ?? 0n} sense="used" />,
      }),
    ),
    {
      key: 'total',
      header: t('total'),
      numeric: true,
      result: true,
      cell: (day) => <TokenAmount amount={tokensByDay[day] ?? 0n} sense="used" className="font-bold" />,
    },
  ]
  const newestFirst = days.map((_, day) => day).reverse()
  return (
    <DataTable
      caption={t('tableCaption', { tokens: words(tokens) })}
      captionVisible
      narrow={!onPaper}
      columns={columns}
      rows={newestFirst}
      rowKey={(day) => `${day}`}
    />
  )
}
