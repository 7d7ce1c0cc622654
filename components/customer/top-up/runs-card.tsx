import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TokenAmount } from '@/components/ui/token-amount'
import { When } from '@/components/ui/when'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'

/** Its last purchases, the newest first, each with its order. */
export function RunsCard({ view: { accountId, runs, timeZone, asOf } }: { view: TopUpView }) {
  const t = useTranslations('topUp')
  return (
    <Card title={t('runs')}>
      {runs.length === 0 ? (
        <p className="text-ink-2">{t('noRuns')}</p>
      ) : (
        <ul className="grid gap-2">
          {runs.map(({ id, createdAt, tokens, totalCents, currency, state }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 tabular-nums">
              <Link href={`/a/${accountId}/orders/${id}` as Route}>
                <When at={createdAt} zone={timeZone} now={asOf} />
              </Link>
              <span>
                <TokenAmount amount={tokens} sense="left" unit />
                {' · '}
                <Money cents={totalCents} currency={currency} />
              </span>
              <span className="text-ink-2">{t(`runStates.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
