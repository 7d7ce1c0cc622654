import type { ExpectedTopUp, FanPoint, Forecast, Lapse } from '@/lib/domain/forecast/model'
import type { Situation } from '@/lib/domain/forecast/verdict-model'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'
import type { LimitView } from '@/lib/domain/quotas/views'
import { instant } from './house'
import { quotaOf } from './limits'

/** Tuesday 24 November 2026, 13:41 in Paris. */
export const NOW = instant('2026-11-24T12:41:00Z')
/** 1 January 2027, 00:00 in Paris. */
export const ADDITION = { at: instant('2026-12-31T23:00:00Z'), amount: 500_000_000n, name: 'Team' } as const

/** An account of Paris in good order: 1,204,300 tokens, used for 40 days, 500,000 more on 1 January, ends not seen; unless overridden. */
export function situationOf(overrides: Partial<Situation> = {}): Situation {
  return {
    now: NOW,
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    available: 1_204_300_000n,
    firstUseAt: NOW - 40n * DAY,
    lastUseAt: NOW - HOUR,
    refusals: null,
    nextAddition: ADDITION,
    limits: [],
    forecast: forecastOf(),
    ...overrides,
  }
}

/** Regular use that ends nowhere within 120 days, unless overridden. */
export function forecastOf(overrides: Partial<Forecast> = {}): Forecast {
  return {
    madeAt: NOW,
    until: NOW + 120n * DAY,
    isEarly: false,
    usageClass: 'regular',
    historyDays: 40,
    pace: 1,
    tokensPerDay: 10_000_000n,
    available: 1_204_300_000n,
    depletion: { p10: null, p50: null, p90: null },
    cause: 'used',
    nextAddition: ADDITION,
    runOutProbability: 0,
    cumulative: [],
    lapses: [],
    topUps: [],
    fan: [],
    ...overrides,
  }
}

/** A forecast whose tokens end so long after NOW; null for not within the horizon. */
export function endingIn(p10: Instant | null, p50: Instant | null, p90: Instant | null): Forecast {
  const at = (away: Instant | null) => (away === null ? null : NOW + away)
  return forecastOf({ depletion: { p10: at(p10), p50: at(p50), p90: at(p90) } })
}

/** Of 50,000 tokens so many lapse on 30 November at the end of the day, unless overridden. */
export function lapseOf(p50: bigint, overrides: Partial<Lapse> = {}): Lapse {
  const lapsed = { p10: p50 / 2n, p50, p90: 50_000_000n }
  const at = instant('2026-11-30T23:00:00Z')
  return { grantId: 'promo', name: 'Promo Oct', source: 'promo', at, available: 50_000_000n, lapsed, ...overrides }
}

/** 250,000 tokens for 14.50 in five days, in most paths, unless overridden. */
export function topUpOf(overrides: Partial<ExpectedTopUp> = {}): ExpectedTopUp {
  return { at: NOW + 5n * DAY, amount: 250_000_000n, costCents: 1450n, probability: 0.9, ...overrides }
}

/** The same balance in all paths. */
export function fanPointOf(at: Instant, tokens: number): FanPoint {
  return { at, p10: tokens, p25: tokens, p50: tokens, p75: tokens, p90: tokens }
}

/** An hourly limit of 10,000 tokens that is at its cap until 14:00 in Paris, unless overridden. */
export function fullLimitOf(quota: Parameters<typeof quotaOf>[0] = {}, overrides: Partial<LimitView> = {}): LimitView {
  const opensAt = instant('2026-11-24T13:00:00Z')
  return {
    quota: quotaOf(quota),
    state: 'full',
    percent: 100n,
    used: 10_000_000n,
    remaining: 0n,
    resetsAt: opensAt,
    opensAt,
    liftedUntil: null,
    hits: 0,
    ...overrides,
  }
}

/** Cases that several tables speak of. */
export const ALONE = { nextAddition: null }
export const SHORT = endingIn(20n * DAY, 23n * DAY, 28n * DAY)
export const TOPPED = forecastOf({ topUps: [topUpOf()], fan: [fanPointOf(NOW + 30n * DAY, 200_000)] })
export const EXPIRED = { ...endingIn(5n * DAY, lapseOf(1n).at - NOW, 18n * DAY), cause: 'expired' as const }
export const REFUSALS = { since: NOW - 2n * HOUR, last: NOW, count: 41n }
