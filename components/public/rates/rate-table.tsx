import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import { When } from '@/components/ui/when'
import type { ActionName } from '@/lib/domain/catalogue/views'
import { languageOf } from '@/lib/domain/format/locales'
import type { RateRow } from '@/lib/domain/purchases/rate-examples'
import { useActionName } from '../use-name'
import { RateExample, RatePrices } from './rate-words'

interface RateTableProps {
  caption: string
  rows: readonly RateRow[]
  actions: readonly ActionName[]
}

/** Every action of a card with its price, an example and the reason. */
export function RateTable({ caption, rows, actions }: RateTableProps) {
  const t = useTranslations('rates')
  const name = useActionName(actions)
  const isFrench = languageOf(useLocale()) === 'fr'
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ line }) => line.actionKey}
      columns={[
        {
          key: 'action',
          header: t('action'),
          rowHeader: true,
          cell: ({ line }) => (
            <>
              {name(line.actionKey)}
              <code className="block font-mono text-label font-normal text-ink-3">{line.actionKey}</code>
            </>
          ),
        },
        { key: 'tokens', header: t('tokens'), cell: ({ line }) => <RatePrices line={line} /> },
        { key: 'example', header: t('forExample'), cell: ({ example }) => <RateExample example={example} /> },
        {
          key: 'why',
          header: t('why'),
          cell: ({ line }) => <span className="text-ink-2">{isFrench ? line.reasonFr : line.reasonEn}</span>,
        },
        {
          key: 'since',
          header: t('since'),
          cell: ({ since }) => (
            <Link href={`/rates/${since}` as Route} className="link whitespace-nowrap">
              {t('version', { version: since })}
            </Link>
          ),
        },
        { key: 'coming', header: t('coming'), cell: (row) => <Coming row={row} /> },
      ]}
    />
  )
}

function Coming({ row: { coming } }: { row: RateRow }) {
  const t = useTranslations('rates')
  if (!coming) return <span className="text-ink-3">{t('none')}</span>
  return (
    <>
      {t.rich('from', { at: () => <When at={coming.effectiveAt} zone="UTC" style="day" /> })}{' '}
      {coming.line ? <RatePrices line={coming.line} /> : t('gone')}
    </>
  )
}
