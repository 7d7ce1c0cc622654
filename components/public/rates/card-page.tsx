import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { When } from '@/components/ui/when'
import { cardChanges } from '@/lib/domain/catalogue/card-changes'
import type { PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import type { RateRow } from '@/lib/domain/purchases/rate-examples'
import { PageHead } from '../page-head'
import { ChangesTable } from './changes-table'
import { RateTable } from './rate-table'

interface CardPageProps {
  rates: RatesView
  card: PublishedCard
  before: PublishedCard | null
  rows: readonly RateRow[]
  /** SHA-256 of the card's JSON, in hexadecimal. */
  hash: string
}

/** "What did it cost then?" One card for ever: its prices, what it changed, and a file that anybody can check. */
export function CardPage({ rates: { actions, inForce }, card, before, rows, hash }: CardPageProps) {
  const t = useTranslations('rates')
  const { version } = card
  return (
    <div className="grid gap-4">
      <PageHead
        answer={t.rich(version === inForce ? 'cardInForce' : 'cardFrom', {
          version,
          at: () => <When at={card.effectiveAt} zone="UTC" style="day" />,
        })}
      >
        {t.rich('published', { at: () => <When at={card.publishedAt} zone="UTC" style="day" /> })}{' '}
        <span lang="en">{card.note}</span>
      </PageHead>
      <Card
        title={before ? t('changedFrom', { version: before.version }) : t('changedFromNone')}
        aside={
          before && <Link href={`/rates/${before.version}` as Route}>{t('card', { version: before.version })}</Link>
        }
      >
        {before ? (
          <ChangesTable changes={cardChanges(before, card)} actions={actions} />
        ) : (
          <p className="text-ink-2">{t('first')}</p>
        )}
      </Card>
      <Card title={t('allPrices')}>
        <RateTable caption={t('card', { version })} rows={rows} actions={actions} />
      </Card>
      <Card title={t('file')}>
        <p className="max-w-measure">{t('fileBody')}</p>
        <p className="mt-2">
          <a className="link" href={`/rates/${version}/rates.json`} download={`rates-${version}.json`}>
            {t('download')}
          </a>
        </p>
        <p className="mt-2 text-small text-ink-2">
          {t('hash')} <code className="font-mono wrap-anywhere select-all">{hash}</code>
        </p>
      </Card>
    </div>
  )
}
