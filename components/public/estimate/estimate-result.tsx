import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Estimate } from '@/lib/domain/purchases/estimate'
import { LEVELS, type Spread } from '@/lib/domain/purchases/workload'
import type { Tokens } from '@/lib/domain/tokens'
import { DirectCard } from './direct-card'
import { MixCard } from './mix-card'

interface EstimateResultProps {
  estimate: Estimate
  currency: string
}

/** Tokens, money, what to buy, how long a balance lasts, and the same work billed directly. */
export function EstimateResult({ estimate, currency }: EstimateResultProps) {
  const t = useTranslations('estimate')
  const { perCall, perMonth, cost, runsOut } = estimate
  const tokens = (name: string, amounts: Spread<Tokens>) => ({ name, amounts, isMoney: false })
  const rows = [
    tokens(t('perCall'), perCall),
    tokens(t('perMonth'), perMonth),
    ...(cost ? [{ name: t('moneyMonth'), amounts: cost, isMoney: true }] : []),
  ]
  return (
    <div className="grid gap-5">
      <Card title={t('result')}>
        <DataTable
          caption={t('result')}
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: t('figure'), rowHeader: true, cell: ({ name }) => name },
            ...LEVELS.map((level) => ({
              key: level,
              header: t(`levels.${level}`),
              numeric: true,
              cell: ({ amounts, isMoney }: (typeof rows)[number]) =>
                isMoney ? (
                  <Money cents={amounts[level]} currency={currency} />
                ) : (
                  <TokenAmount amount={amounts[level]} sense="used" />
                ),
            })),
          ]}
        />
        {runsOut && <RunsOut runsOut={runsOut} />}
      </Card>
      <MixCard estimate={estimate} currency={currency} />
      <DirectCard estimate={estimate} currency={currency} />
    </div>
  )
}

function RunsOut({ runsOut }: { runsOut: NonNullable<Estimate['runsOut']> }) {
  const t = useTranslations('estimate')
  const locale = useLocale()
  const day = (level: keyof typeof runsOut) => formatDay(runsOut[level], 'UTC', locale, 'long')
  const [typical, earliest, latest] = [day('typical'), day('high'), day('low')]
  return (
    <p className="mt-3 font-medium">
      {earliest === latest ? t('runsOutOn', { typical }) : t('runsOut', { typical, earliest, latest })}
    </p>
  )
}
