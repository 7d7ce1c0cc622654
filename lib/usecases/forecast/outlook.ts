import type { ForecastFacts } from '@/lib/db/forecast'
import type { Forecast } from '@/lib/domain/forecast/model'
import { nextAddition } from '@/lib/domain/forecast/next-addition'
import { verdict } from '@/lib/domain/forecast/verdict'
import type { Verdict } from '@/lib/domain/forecast/verdict-model'
import { expectRenewals } from '@/lib/domain/ledger/expect-renewals'
import type { Book } from '@/lib/domain/ledger/model'
import type { Limit } from '@/lib/domain/quotas/model'
import { type LimitView, limitViews } from '@/lib/domain/quotas/views'
import type { Work } from '../define'
import { loadAccountLimits } from '../metering/account-limits'
import { forecastOf } from './forecast-of'

/** What is to come of an account, what stands in the way, and the verdict on both. */
export interface Outlook {
  readonly forecast: Forecast | null
  readonly verdict: Verdict
  /** Those in effect. */
  readonly limits: readonly Limit[]
  readonly limitViews: readonly LimitView[]
}

/** The book is settled to the work's instant. */
export async function readOutlook(
  { tx, house, now }: Pick<Work, 'tx' | 'house' | 'now'>,
  book: Book,
  facts: ForecastFacts,
  pace: number,
): Promise<Outlook> {
  const forecast = await forecastOf(tx, house, { book, facts, now, pace })
  const loaded = (await loadAccountLimits(tx, new Map([[book.accountId, book]]), now)).get(book.accountId)
  const limits = loaded?.limits ?? []
  const { timeZone, currency, available } = book
  const { firstUseAt, lastUseAt, refusals } = facts
  const views = limitViews(limits, now, timeZone, new Map())
  const about = { now, timeZone, currency, available, firstUseAt, lastUseAt, refusals, limits: views, forecast }
  const comes = nextAddition(expectRenewals(book, now))
  return { forecast, verdict: verdict({ ...about, nextAddition: comes }), limits, limitViews: views }
}
