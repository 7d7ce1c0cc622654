import { useTranslations } from 'next-intl'
import { type Column, DataTable } from '@/components/ui/data-table'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import type { BurnDownStop } from '@/lib/domain/plates/burn-down-stops'
import { useExpectedWords } from './use-burn-down-words'

interface BurnDownTableProps {
  view: HomeView
  stops: readonly BurnDownStop[]
  /** It prints in the picture's place. */
  onPaper: boolean
}

/** The picture's figures: how each day ended, and how those to come are expected to. */
export function BurnDownTable({ view, stops, onPaper }: BurnDownTableProps) {
  const t = useTranslations('burnDown')
  const expected = useExpectedWords()
  const zone = view.account.timeZone
  const columns: Column<BurnDownStop>[] = [
    {
      key: 'day',
      header: t('tableDay'),
      rowHeader: true,
      cell: (stop) => ('day' in stop ? <When at={stop.day.startsAt} zone={zone} style="shortDay" /> : t('now')),
    },
    {
      key: 'left',
      header: t('tableLeft'),
      numeric: true,
      result: true,
      cell: (stop) =>
        stop.kind === 'expected' ? (
          t('about', { amount: expected(stop.point.p50) })
        ) : (
          <TokenAmount amount={stop.available} sense="left" />
        ),
    },
    {
      key: 'likely',
      header: t('tableLikely'),
      numeric: true,
      cell: (stop) =>
        stop.kind === 'expected'
          ? t('range', { low: expected(stop.point.p10), high: expected(stop.point.p90) })
          : t('known'),
    },
  ]
  return (
    <DataTable
      caption={t('tableCaption')}
      captionVisible
      narrow={!onPaper}
      columns={columns}
      rows={stops.filter(({ isRow }) => isRow)}
      rowKey={({ kind, at }) => `${kind} ${at}`}
    />
  )
}
