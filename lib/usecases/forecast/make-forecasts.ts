import type { Queryable } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/clock'
import { findForecastFacts } from '@/lib/db/forecast'
import { listUsingAccounts } from '@/lib/db/forecast-scores'
import { findBook } from '@/lib/db/ledger'
import { inSnapshot } from '@/lib/db/transactions'
import type { Forecast } from '@/lib/domain/forecast/model'
import { DAY, type Instant } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { type Batch, failureLine, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { forecastOf } from './forecast-of'

/** Each costs the processor some hundredths of a second, during which nothing else of this process runs. */
const ACCOUNTS_MAX = 10
const USING_SINCE: Instant = 14n * DAY

/**
 * Makes the day's forecast for the next accounts in use, whether anybody looks or not: what is judged later must not depend on who looked.
 * Done again within a quarter of an hour it makes nothing new.
 */
export const makeForecasts = defineDirect({
  name: 'forecast.make-forecasts',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> => {
    const now = house.clock?.() ?? (await databaseNow(house.db))
    const accounts = await listUsingAccounts(
      house.db,
      { since: now - USING_SINCE, until: now },
      after ?? NIL_ID,
      ACCOUNTS_MAX,
    )
    const failures: string[] = []
    let forecasts = 0
    for (const accountId of accounts) {
      try {
        const forecast = await inSnapshot(house.db, (tx) => readForecast(tx, house, accountId, now))
        if (forecast?.madeAt === now) forecasts++
      } catch (error) {
        failures.push(failureLine(`account ${accountId}`, error))
      }
    }
    const next = accounts.length < ACCOUNTS_MAX ? null : (accounts.at(-1) ?? null)
    return { counts: { forecasts }, failures, next }
  },
})

async function readForecast(tx: Queryable, house: House, accountId: string, now: Instant): Promise<Forecast | null> {
  const [book, facts] = [await findBook(tx, accountId), await findForecastFacts(tx, accountId, now)]
  return book && facts ? forecastOf(tx, house, { book: planSettlement(book, now), facts, now }) : null
}
