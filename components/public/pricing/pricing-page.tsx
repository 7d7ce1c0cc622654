import type { Route } from 'next'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import type { OffersView, RatesView } from '@/lib/domain/catalogue/views'
import { formatPricePerThousand } from '@/lib/domain/format/format-money'
import type { Tokens } from '@/lib/domain/tokens'
import { PageHead } from '../page-head'
import { PacksTable } from './packs-table'
import { PlansTable } from './plans-table'
import { PriceLog } from './price-log'
import { UnusedTokens } from './unused-tokens'
import { VolumePrice } from './volume-price'

interface PricingPageProps {
  offers: OffersView
  rates: RatesView
  /** The amount that the address asks for; null where it was not understood. */
  asked: Tokens | null
}

/** "What does it cost?" */
export function PricingPage({ offers, rates, asked }: PricingPageProps) {
  const t = useTranslations('pricing')
  const { packs, plans, currency, otherCurrencies } = offers
  return (
    <div className="grid gap-6">
      <PageHead answer={useAnswer(offers)}>
        <p>{t('lead')}</p>
        <p className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
          <Link href={'/rates' as Route}>{t('toRates')}</Link>
          <Link href={'/estimate' as Route}>{t('toEstimate')}</Link>
        </p>
      </PageHead>
      {asked === null && <Notice tone="warn">{t('notUnderstood')}</Notice>}
      {packs.length > 0 && (
        <Card title={t('packs')}>
          <PacksTable packs={packs} />
        </Card>
      )}
      {plans.length > 0 && (
        <Card title={t('plans')}>
          <PlansTable plans={plans} />
        </Card>
      )}
      <p className="text-small text-ink-2">
        {t('tax')}{' '}
        {otherCurrencies.map((other) => (
          <Link key={other} href={`/pricing?currency=${other}` as Route} className="link mr-2">
            {t('inCurrency', { currency: other })}
          </Link>
        ))}
      </p>
      {packs.length > 0 && (
        <Card title={t('volume')} id="volume">
          <VolumePrice packs={packs} currency={currency} asked={asked ?? 0n} />
        </Card>
      )}
      <Card title={t('unused')}>
        <UnusedTokens packs={packs} plans={plans} />
      </Card>
      <Card title={t('log')} id="changes">
        <PriceLog rates={rates} />
      </Card>
    </div>
  )
}

function useAnswer({ packs, currency }: OffersView): string {
  const t = useTranslations('pricing')
  const locale = useLocale()
  const [smallest, largest] = [packs[0], packs.at(-1)]
  if (!smallest || !largest) return t('nothing')
  const price = (pack: typeof smallest) => formatPricePerThousand(pack.priceCents, pack.tokens, currency, locale)
  return packs.length === 1
    ? t('answerOne', { price: price(smallest) })
    : t('answer', { least: price(largest), most: price(smallest) })
}
