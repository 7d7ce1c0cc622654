import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Notice } from '@/components/ui/notice'
import type { OffersView, PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import type { Estimate } from '@/lib/domain/purchases/estimate'
import { ESTIMATE_TABS, type EstimateQuery } from '@/lib/domain/purchases/estimate-query'
import { PageHead } from '../page-head'
import { useAnswer } from './estimate-answer'
import { EstimateResult } from './estimate-result'
import { MonthForm } from './month-form'
import { PromptCounter } from './prompt-counter'
import { UsageFileReader } from './usage-file-reader'

export interface EstimatePageProps {
  rates: RatesView
  card: PublishedCard
  offers: OffersView
  query: EstimateQuery
  /** Of the described month; null until somebody says how many calls it has. */
  estimate: Estimate | null
  /** So long this address has to wait before another month is worked out; 0 when it need not. */
  waitSeconds: number
}

/** "What will my work cost?" */
export function EstimatePage({ rates, card, offers, query, estimate, waitSeconds }: EstimatePageProps) {
  const t = useTranslations('estimate')
  const answer = useAnswer(offers.currency)
  const circumstances = { offers, actions: rates.actions, lines: [...card.lines.values()], now: rates.asOf }
  return (
    <div className="grid gap-5">
      <PageHead answer={estimate ? answer(estimate) : t('question')}>
        {t('lead', { version: card.version })}{' '}
        <Link href={'/rates' as Route} prefetch={false}>
          {t('toRates')}
        </Link>
      </PageHead>
      {query.ignored > 0 && <Notice tone="warn">{t('ignored', { count: query.ignored })}</Notice>}
      {waitSeconds > 0 && <Notice tone="warn">{t('wait', { seconds: waitSeconds })}</Notice>}
      <nav aria-label={t('ways')} className="print:hidden">
        <ul className="flex flex-wrap gap-1 border-b border-hairline">
          {ESTIMATE_TABS.map((tab) => (
            <li key={tab}>
              <Link
                href={`/estimate?by=${tab}` as Route}
                prefetch={false}
                aria-current={tab === query.tab ? 'page' : undefined}
                className="flex min-h-11 items-center border-b-2 border-transparent px-3 text-ink-2 no-underline hover:bg-sunken aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-accent"
              >
                {t(`tabs.${tab}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {query.tab === 'month' && (
        <>
          <MonthForm query={query} lines={circumstances.lines} actions={rates.actions} currency={offers.currency} />
          {estimate && <EstimateResult estimate={estimate} currency={offers.currency} />}
        </>
      )}
      {query.tab === 'prompt' && <PromptCounter {...circumstances} />}
      {query.tab === 'file' && <UsageFileReader {...circumstances} />}
    </div>
  )
}
