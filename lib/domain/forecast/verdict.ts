import { DAY, type Instant } from '../instants'
import type { LimitView } from '../quotas/views'
import { tokensToPlot } from '../tokens'
import type { ExpectedTopUp, Forecast, Lapse } from './model'
import { type Situation, VERDICTS, type Verdict, type VerdictKind } from './verdict-model'

const HORIZON_WITHOUT_ADDITION: Instant = 30n * DAY
/** Beyond this nobody is told a date, and an account that lasts so long is covered whatever comes. */
const HORIZON_MAX: Instant = 90n * DAY
const LEARNED_AFTER: Instant = DAY
const IDLE_AFTER: Instant = 14n * DAY
/** A band of which the late end is more than so many times as far away as the early one has no middle worth a date. */
const WIDE = 4n
/** One in so many tokens of a grant that lapse are worth a word. */
const WASTING_ONE_IN = 5n

/**
 * "Will I be all right?" in one object: the first of these that holds, the others that hold beside it.
 *
 * | verdict   | holds when                                                                                        |
 * |-----------|---------------------------------------------------------------------------------------------------|
 * | out       | nothing is available; tokens that are held may come back, and debt changes nothing                 |
 * | throttled | a window is at its cap now and stops or slows; one that is lifted, or only tells, does not         |
 * | learning  | nothing was ever used, or use began less than a day ago, or there is no forecast for another reason |
 * | idle      | the last use was 14 days ago or earlier                                                           |
 * | short     | P50 < horizon                                                                                     |
 * | top-up    | not short, and would be without the auto top-ups that most paths have before the horizon           |
 * | tight     | P10 < horizon <= P50                                                                              |
 * | wasting   | a fifth or more of what is in a grant will lapse at P50 use                                        |
 * | covered   | nothing above: horizon <= P10                                                                     |
 *
 * The horizon is the next scheduled addition, 90 days ahead at most, else 30 days. At its very instant the addition is there before
 * anything is asked for, so that running out then is not running out before it. An end of the range that is null lies beyond what the
 * forecast sees, hence beyond every horizon: P10 alone makes it tight, and no P10 makes it covered. Short, top-up, tight and wasting
 * rest on the forecast; without one, and when all is gone already, they are not spoken of.
 */
export function verdict(situation: Situation): Verdict {
  const { now, timeZone, currency, available, nextAddition, refusals, firstUseAt, lastUseAt } = situation
  const horizon = horizonOf(situation)
  const window = fullWindow(situation.limits)
  const isIdle = lastUseAt !== null && now - lastUseAt >= IDLE_AFTER
  const isLearning = firstUseAt === null || now - firstUseAt < LEARNED_AFTER || (situation.forecast === null && !isIdle)
  const forecast = available === 0n || isLearning || isIdle ? null : situation.forecast
  const topUp = forecast && expectedTopUp(forecast, horizon)
  const wasting = forecast && firstWaste(forecast)
  const running = forecast && whenTokensEnd(forecast, horizon, topUp)
  const holding: Record<VerdictKind, boolean> = {
    out: available === 0n,
    throttled: window !== null,
    learning: isLearning && available > 0n,
    idle: isIdle,
    short: running === 'short',
    'top-up': running === 'top-up',
    tight: running === 'tight' || (running === 'top-up' && isBefore(forecast?.depletion.p10, horizon)),
    wasting: wasting !== null,
    covered: false,
  }
  const [kind = 'covered', ...also] = VERDICTS.filter((one) => holding[one])
  return {
    kind,
    also,
    at: now,
    timeZone,
    currency,
    available,
    depletion: forecast?.depletion ?? null,
    isWide: forecast !== null && isWide(forecast),
    isEarly: forecast?.isEarly ?? false,
    pace: forecast?.pace ?? 1,
    cause: forecast?.cause ?? 'used',
    nextAddition,
    horizon,
    topUp,
    wasting,
    window,
    refusals,
    learnedAt: isLearning && firstUseAt !== null ? firstUseAt + LEARNED_AFTER : null,
    idleSince: isIdle ? lastUseAt : null,
  }
}

function horizonOf({ now, nextAddition }: Situation): Instant {
  if (nextAddition === null) return now + HORIZON_WITHOUT_ADDITION
  return nextAddition.at < now + HORIZON_MAX ? nextAddition.at : now + HORIZON_MAX
}

function isBefore(at: Instant | null | undefined, horizon: Instant): boolean {
  return at !== null && at !== undefined && at < horizon
}

function whenTokensEnd(
  forecast: Forecast,
  horizon: Instant,
  topUp: ExpectedTopUp | null,
): 'short' | 'top-up' | 'tight' | null {
  const { p10, p50 } = forecast.depletion
  if (isBefore(p50, horizon)) return 'short'
  if (topUp !== null && isShortWithout(forecast, horizon)) return 'top-up'
  return isBefore(p10, horizon) ? 'tight' : null
}

function toCome({ topUps }: Forecast, horizon: Instant): ExpectedTopUp[] {
  return topUps.filter(({ at, probability }) => at < horizon && probability >= 0.5)
}

function expectedTopUp(forecast: Forecast, horizon: Instant): ExpectedTopUp | null {
  return toCome(forecast, horizon).reduce<ExpectedTopUp | null>(
    (first, one) => (first === null || one.at < first.at ? one : first),
    null,
  )
}

/** Whether the middle balance just before the horizon is made of nothing but what top-ups brought. */
function isShortWithout(forecast: Forecast, horizon: Instant): boolean {
  // Of two points at the horizon the first is before what happens then.
  const last = forecast.fan.find(({ at }) => at === horizon) ?? forecast.fan.findLast(({ at }) => at < horizon)
  const brought = toCome(forecast, horizon).reduce((sum, { amount }) => sum + amount, 0n)
  return last !== undefined && last.p50 <= tokensToPlot(brought)
}

function firstWaste({ lapses }: Forecast): Lapse | null {
  return lapses
    .filter(({ available, lapsed }) => lapsed.p50 > 0n && lapsed.p50 * WASTING_ONE_IN >= available)
    .reduce<Lapse | null>((first, lapse) => (first === null || lapse.at < first.at ? lapse : first), null)
}

/** A late end that is not seen counts as the last instant that is. */
function isWide({ madeAt, until, depletion: { p10, p90 } }: Forecast): boolean {
  return p10 !== null && (p90 ?? until) - madeAt > WIDE * (p10 - madeAt)
}

/** Reached windows that stop or slow are 'full'; those of one key or member stop only theirs, so the account's come first. */
function fullWindow(limits: readonly LimitView[]): LimitView | null {
  const full = limits.filter(({ state }) => state === 'full')
  const ofAccount = full.filter(({ quota }) => quota.scope === 'account')
  const [last] = (ofAccount.length > 0 ? ofAccount : full).toSorted(latestFirst)
  return last ?? null
}

/** What never opens by itself comes first. */
function latestFirst(a: LimitView, b: LimitView): number {
  if (a.opensAt === b.opensAt) return 0
  if (a.opensAt === null || b.opensAt === null) return a.opensAt === null ? -1 : 1
  return a.opensAt > b.opensAt ? -1 : 1
}
