import type { FanPoint, Forecast } from '@/lib/domain/forecast/model'
import type { ScheduledEvent, ScheduleKind } from '@/lib/domain/forecast/schedule-model'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'
import type { BurnDownFacts } from '@/lib/domain/plates/burn-down'
import { TOKEN } from '@/lib/domain/tokens'
import { instant } from './house'
import { forecastOf } from './situations'

/** Tuesday 24 November 2026, 10:00 in Paris. */
export const NOW = instant('2026-11-24T09:00:00Z')
export const RUN_OUT = instant('2026-12-17T11:00:00Z')
export const ADDITION = instant('2026-12-31T23:00:00Z')

/** A point whose quarters lie evenly about the middle. */
function point(when: Instant, p50: number, spread: number): FanPoint {
  const low = (share: number) => Math.max(0, p50 - spread * share)
  return { at: when, p10: low(1), p25: low(0.5), p50, p75: p50 + spread * 0.5, p90: p50 + spread }
}

export const FAN = [
  point(NOW, 1_200_000, 0),
  point(instant('2026-12-05T23:00:00Z'), 600_000, 80_000),
  point(RUN_OUT, 0, 90_000),
  point(ADDITION, 0, 0),
  point(ADDITION, 500_000, 0),
  point(NOW + 60n * DAY, 100_000, 50_000),
]

/** 1,200,000 tokens that end about 17 December, 15 days before 500,000 more come. */
export const FORECAST: Forecast = forecastOf({
  madeAt: NOW,
  until: NOW + 60n * DAY,
  depletion: { p10: instant('2026-12-14T11:00:00Z'), p50: RUN_OUT, p90: instant('2026-12-22T11:00:00Z') },
  nextAddition: { at: ADDITION, amount: 500_000n * TOKEN, name: 'Team' },
  fan: FAN,
})

/** A step each six hours, ever fewer. */
export const HISTORY = Array.from({ length: 57 }, (_, i) => ({
  at: NOW - 14n * DAY + BigInt(i) * 6n * HOUR,
  available: (1_760_000n - 10_000n * BigInt(i)) * TOKEN,
}))

export const FACTS: BurnDownFacts = {
  now: NOW,
  timeZone: 'Europe/Paris',
  history: HISTORY,
  forecast: FORECAST,
  events: [eventOf('grant', ADDITION, 500_000n)],
  arrivals: [],
}

/** Something to come. */
export function eventOf(
  kind: ScheduleKind,
  when: Instant,
  tokens: bigint,
  lapses: bigint | null = null,
): ScheduledEvent {
  const amount = tokens * TOKEN
  return {
    id: `${kind} ${when} ${tokens}`,
    kind,
    at: when,
    name: kind,
    amount,
    lapses,
    costCents: null,
    limit: null,
    isExpected: false,
  }
}

export function withForecast(changes: Partial<Forecast>): BurnDownFacts {
  return { ...FACTS, forecast: { ...FORECAST, ...changes } }
}
