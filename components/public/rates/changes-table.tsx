import { useLocale, useTranslations } from 'next-intl'
import { DataTable } from '@/components/ui/data-table'
import type { Amount, CardChange } from '@/lib/domain/catalogue/card-changes'
import type { ActionName } from '@/lib/domain/catalogue/views'
import { formatPrice, formatUnits } from '@/lib/domain/format/format-arithmetic'
import { formatPercent } from '@/lib/domain/format/format-percent'
import { useActionName } from '../use-name'
import { useUnitName } from './use-unit-name'

const SIGNS = { up: '▲', down: '▼', new: '+', gone: '−' } as const

/** What differs from the card before: sign, word and share. */
export function ChangesTable({ changes, actions }: { changes: readonly CardChange[]; actions: readonly ActionName[] }) {
  const t = useTranslations('rates')
  const locale = useLocale()
  const name = useActionName(actions)
  const unitName = useUnitName()
  const amount = (value: Amount | null) => (value ? formatPrice(value.numerator, value.denominator, locale) : '–')
  if (changes.length === 0) return <p className="text-ink-2">{t('noChange')}</p>
  return (
    <DataTable
      caption={t('changes')}
      rows={changes}
      rowKey={({ actionKey, what, quantityClass, fromMilli }) => [actionKey, what, quantityClass, fromMilli].join()}
      columns={[
        { key: 'action', header: t('action'), rowHeader: true, cell: ({ actionKey }) => name(actionKey) },
        {
          key: 'what',
          header: t('what'),
          cell: ({ what, quantityClass, fromMilli }) => {
            if (what !== 'price') return t(what)
            const of = t('priceOf', { unit: unitName(quantityClass) })
            return fromMilli === 0n ? of : `${of}, ${t('beyond', { units: formatUnits(fromMilli, locale) })}`
          },
        },
        { key: 'before', header: t('before'), numeric: true, cell: ({ before }) => amount(before) },
        { key: 'after', header: t('after'), numeric: true, cell: ({ after }) => amount(after) },
        {
          key: 'direction',
          header: t('change'),
          numeric: true,
          result: true,
          cell: (change) => (
            <>
              <span aria-hidden="true">{SIGNS[change.direction]}</span>{' '}
              {t(`directions.${change.direction}`, { percent: formatPercent(shareOf(change), locale) })}
            </>
          ),
        },
      ]}
    />
  )
}

/** By how many whole percent of what was, cut; from nothing to something is none that could be named. */
function shareOf({ before, after }: CardChange): bigint {
  if (!before || !after || before.numerator === 0n) return 0n
  const [was, is] = [before.numerator * after.denominator, after.numerator * before.denominator]
  return ((is > was ? is - was : was - is) * 100n) / was
}
