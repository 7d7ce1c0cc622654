import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Tag } from '@/components/ui/tag'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatTokens } from '@/lib/domain/format/format-tokens'
import { languageOf } from '@/lib/domain/format/locales'
import type { ChargeView } from '@/lib/domain/metering/model'
import { ChargeArithmetic } from './charge-arithmetic'

const CHARGES_SHOWN = 5

/** The newest charges, each with the reason for its cost and the grants that paid. */
export function ChargesCard({ view: { lastCharges, actionNames, account } }: { view: HomeView }) {
  const charges = lastCharges.slice(0, CHARGES_SHOWN)
  const t = useTranslations('charges')
  const locale = useLocale()
  if (charges.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="text-small text-ink-2">{t('none')}</p>
      </Card>
    )
  }
  const columns: Column<ChargeView>[] = [
    { key: 'when', header: t('when'), cell: ({ occurredAt }) => <When at={occurredAt} zone={account.timeZone} /> },
    {
      key: 'action',
      header: t('action'),
      rowHeader: true,
      cell: (charge) => (
        <>
          {actionNames[charge.actionKey]?.[languageOf(locale)] ?? charge.actionKey} <ChargeTags charge={charge} />
        </>
      ),
    },
    { key: 'why', header: t('why'), cell: (charge) => <ChargeArithmetic charge={charge} /> },
    { key: 'paid', header: t('paidFrom'), cell: (charge) => <PaidFrom charge={charge} /> },
    {
      key: 'tokens',
      header: t('tokens'),
      numeric: true,
      result: true,
      cell: ({ tokens }) => <TokenAmount amount={tokens} sense="used" className="font-bold" />,
    },
  ]
  return (
    <Card title={t('title')}>
      <DataTable
        caption={t('caption', { count: charges.length })}
        columns={columns}
        rows={charges}
        rowKey={(charge) => charge.id}
      />
    </Card>
  )
}

function ChargeTags({ charge: { status, late, reversedBy } }: { charge: ChargeView }) {
  const t = useTranslations('charges')
  return (
    <>
      {status === 'failed' && <Tag tone="info">{t('failed')}</Tag>}
      {late && <Tag>{t('late')}</Tag>}
      {reversedBy !== null && <Tag tone="ok">{t('returned')}</Tag>}
    </>
  )
}

/** The parts add up to the tokens of the charge, to the thousandth. */
function PaidFrom({ charge: { paidFrom, owed } }: { charge: ChargeView }) {
  const t = useTranslations('charges')
  const locale = useLocale()
  const parts = paidFrom.map((part) => t('part', { name: part.grantName, amount: formatTokens(part.amount, locale) }))
  if (owed > 0n) parts.push(t('owed', { amount: formatTokens(owed, locale) }))
  return parts.length === 0 ? t('nothing') : parts.join(', ')
}
