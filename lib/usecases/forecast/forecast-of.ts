import { createHash } from 'node:crypto'
import type { Queryable } from '@/lib/db/client'
import { type ForecastFacts, findActionShares, findHourlyUse, insertForecast } from '@/lib/db/forecast'
import { drawDemand, SPREADS } from '@/lib/domain/forecast/draw-demand'
import { forecastFromJson, forecastToJson } from '@/lib/domain/forecast/forecast-json'
import { foundation, isFresh, rollupAt } from '@/lib/domain/forecast/freshness'
import { type ForecastFacts as Foundation, makeForecast } from '@/lib/domain/forecast/make-forecast'
import type { Forecast } from '@/lib/domain/forecast/model'
import { atPace } from '@/lib/domain/forecast/what-if'
import { DAY, type Instant } from '@/lib/domain/instants'
import { expectRenewals } from '@/lib/domain/ledger/expect-renewals'
import type { Book } from '@/lib/domain/ledger/model'
import type { House } from '../define'

/** How far ahead a forecast looks; later it is "more than three months". */
const HORIZON: Instant = 92n * DAY
const HISTORY_MAX: Instant = 112n * DAY
const SHARES_FROM: Instant = 28n * DAY
const IDLE_AFTER: Instant = 14n * DAY
const EARLY_BEFORE: Instant = 7n * DAY

export interface ForecastRequest {
  /** Settled to `now`. */
  readonly book: Book
  readonly facts: ForecastFacts
  readonly now: Instant
  /** Factor on the pace of the past. */
  readonly pace?: number
}

/**
 * The forecast of an account: the last one while no new use has been summed and nothing but use has changed the account, else a new one,
 * which is kept as it is shown, to be judged later. Null before a day of use, and after two weeks without. One at another pace than the
 * account's own is a supposition, and not kept.
 */
export async function forecastOf(tx: Queryable, house: House, request: ForecastRequest): Promise<Forecast | null> {
  const { facts, now, pace = 1 } = request
  const book = expectRenewals(request.book, now)
  if (!isForeseeable(facts, now)) return null
  const fingerprint = createHash('sha256').update(foundation(book, facts.topUp)).digest('hex')
  const { last } = facts
  if (pace === 1 && last?.fingerprint === fingerprint && isFresh(last, now, book.available)) {
    return forecastFromJson(last.shown)
  }
  const { forecast, spread } = await drawAndWalk(tx, { ...request, book }, facts.firstUseAt)
  if (pace === 1) {
    const { accountId } = book
    const shown = forecastToJson(forecast)
    await insertForecast(tx, { accountId, id: house.newId(now), forecast, spread, fingerprint, shown })
  }
  return forecast
}

interface Foreseeable extends ForecastFacts {
  firstUseAt: Instant
}

function isForeseeable(facts: ForecastFacts, now: Instant): facts is Foreseeable {
  const { firstUseAt, lastUseAt } = facts
  return firstUseAt !== null && lastUseAt !== null && now - firstUseAt >= DAY && now - lastUseAt < IDLE_AFTER
}

async function drawAndWalk(
  tx: Queryable,
  request: ForecastRequest,
  firstUseAt: Instant,
): Promise<{ forecast: Forecast; spread: number }> {
  const { facts, spread } = await draw(tx, request, firstUseAt)
  return { forecast: makeForecast(atPace(facts, request.pace ?? 1)), spread }
}

/** What a forecast of the account is made of, so that somebody can ask what if; null where there is none. */
export async function foundationOf(tx: Queryable, request: ForecastRequest): Promise<Foundation | null> {
  const { facts, now } = request
  const expected = { ...request, book: expectRenewals(request.book, now) }
  return isForeseeable(facts, now) ? (await draw(tx, expected, facts.firstUseAt)).facts : null
}

async function draw(
  tx: Queryable,
  { book, facts, now }: ForecastRequest,
  firstUseAt: Instant,
): Promise<{ facts: Foundation; spread: number }> {
  const until = rollupAt(now)
  const from = firstUseAt > until - HISTORY_MAX ? firstUseAt : until - HISTORY_MAX
  const history = await findHourlyUse(tx, book.accountId, from, until)
  const isRestricted = [...book.grants.values()].some(({ allowedActions }) => allowedActions.length > 0)
  const shares = isRestricted ? await findActionShares(tx, book.accountId, now - SHARES_FROM) : undefined
  const spreads = { ...SPREADS, ...facts.spreads }
  const options = { now, until: now + HORIZON, zone: book.timeZone, seed: `${book.accountId} ${until}`, spreads }
  const { demand, usageClass } = drawDemand(history, options)
  const drawn = {
    book,
    demand,
    usageClass,
    historyDays: Math.floor(history.values.length / 24),
    isEarly: now - firstUseAt < EARLY_BEFORE,
    pace: 1,
    topUp: facts.topUp,
    ...(shares ? { shares } : {}),
  }
  return { facts: drawn, spread: spreads[usageClass] }
}
