import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { When } from '@/components/ui/when'
import type { PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import type { RateRow } from '@/lib/domain/purchases/rate-examples'
import { PageHead } from '../page-head'
import { RateTable } from './rate-table'

interface RatesPageProps {
  rates: RatesView
  /** The card in force, with its rows; null where there is none. */
  current: { card: PublishedCard; rows: readonly RateRow[] } | null
}

/** "What does each action cost?" */
export function RatesPage({ rates: { cards, actions }, current }: RatesPageProps) {
  const t = useTranslations('rates')
  if (!current) return <PageHead answer={t('noCard')} />
  const { card, rows } = current
  const coming = cards.filter(({ effectiveAt }) => effectiveAt > card.effectiveAt)
  return (
    <div className="grid gap-4">
      <PageHead
        answer={
          coming.length === 0
            ? t('answer', { count: rows.length })
            : t.rich('answerComing', {
                count: rows.length,
                at: () => <When at={coming[0]?.effectiveAt ?? 0n} zone="UTC" style="day" />,
              })
        }
      >
        {t.rich('inForce', {
          version: () => <Link href={`/rates/${card.version}` as Route}>{t('card', { version: card.version })}</Link>,
          at: () => <When at={card.effectiveAt} zone="UTC" style="day" />,
        })}{' '}
        <Link href={'/pricing#changes' as Route}>{t('toChanges')}</Link>
      </PageHead>
      <Card>
        <RateTable caption={t('card', { version: card.version })} rows={rows} actions={actions} />
      </Card>
    </div>
  )
}
