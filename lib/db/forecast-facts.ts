import type { RateCardDate } from '@/lib/domain/catalogue/model'
import type { UnusualSeriesHour } from '@/lib/domain/forecast/unusual-use'
import type { DayUse } from '@/lib/domain/forecast/usage-by-day'
import { DAY, HOUR, type Instant, instantToIso, instantToMillis } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { type ForecastFacts, type ForecastFactsRow, forecastColumns, toForecastFacts } from './forecast'
import { toUnusualHour, type UnusualUseRow, unusualUseSince } from './forecast-unusual'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** What the home page says of an account beside its ledger and its limits. Amounts are thousandths. */
export interface HomeFacts {
  name: string
  demo: boolean
  forecast: ForecastFacts
  actionNames: Record<string, { en: string; fr: string }>
  cardDates: RateCardDate[]
  uses: DayUseRow[]
  balances: { at: Instant; available: bigint }[]
  purchases: { at: Instant; amount: bigint; name: string }[]
  unusualUse: UnusualSeriesHour[]
}

export interface DayUseRow extends DayUse {
  /** The part of `tokens` that was used since `recentFrom`. */
  recentTokens: bigint
}

const BALANCE_EVERY: Instant = 6n * HOUR
const STEPS_MAX = 200
const UNUSUAL_SHOWN: Instant = 2n * DAY

interface FactsRow extends Pick<HomeFacts, 'name' | 'demo' | 'actionNames'>, ForecastFactsRow {
  cardDates: { version: number; effectiveAt: number }[]
  uses: { actionKey: string; day: number; tokens: string; recentTokens: string }[]
  balances: { at: number; available: string }[]
  purchases: { at: number; amount: string; name: string }[]
  unusualUse: UnusualUseRow[]
}

/** All of it in one statement. The days are given by their starts, oldest first; the last one is open. */
export async function findHomeFacts(
  tx: Queryable,
  accountId: string,
  now: Instant,
  dayStarts: readonly Instant[],
): Promise<HomeFacts | null> {
  const from = dayStarts[0] ?? now
  const [row] = await tx.$queryRaw<FactsRow[]>`
    SELECT a.name, a.demo, ${forecastColumns(now)},
      (SELECT coalesce(jsonb_object_agg(key, jsonb_build_object('en', name_en, 'fr', name_fr)), '{}') FROM action) AS "actionNames",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', version, 'effectiveAt', ${asInstant('effective_at')}) ORDER BY version), '[]')
        FROM rate_card) AS "cardDates",
      ${usesSince(dayStarts, now - 7n * DAY)} AS uses, ${balancesSince(from, now)} AS balances,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('at', ${asInstant('g.effective_at')}, 'amount', g.amount::text, 'name', g.name)), '[]')
        FROM "grant" g WHERE g.account_id = a.id AND g.source NOT IN ('rollover', 'refund')
          AND g.effective_at BETWEEN ${instantToIso(from)}::timestamptz AND ${instantToIso(now)}::timestamptz) AS purchases,
      ${unusualUseSince(now - UNUSUAL_SHOWN)} AS "unusualUse"
    FROM account a WHERE a.id = ${accountId}::uuid`
  return row ? toFacts(row) : null
}

/** Tokens by action and day. */
function usesSince(dayStarts: readonly Instant[], recentFrom: Instant): Prisma.Sql {
  const starts = dayStarts.map(instantToIso)
  return Prisma.sql`
    (SELECT coalesce(jsonb_agg(jsonb_build_object('actionKey', action_key, 'day', day, 'tokens', tokens::text,
        'recentTokens', recent::text) ORDER BY action_key, day), '[]')
      FROM (SELECT action_key, width_bucket(bucket_at, ${starts}::timestamptz[]) - 1 AS day, sum(tokens)::bigint AS tokens,
          coalesce(sum(tokens) FILTER (WHERE bucket_at >= ${instantToIso(recentFrom)}::timestamptz), 0)::bigint AS recent
        FROM usage_bucket WHERE account_id = a.id AND bucket_at >= ${starts[0] ?? 'infinity'}::timestamptz
        GROUP BY 1, 2) u)`
}

/**
 * The balance every six hours and wherever something else than use moved it. Ids of charges begin with the millisecond of their recording,
 * so that the key finds the last one before an instant among millions.
 */
function balancesSince(from: Instant, now: Instant): Prisma.Sql {
  const marks: Instant[] = []
  for (let at = from; at < now; at += BALANCE_EVERY) marks.push(at)
  marks.push(now)
  const bounds = marks.map((at) => firstIdAt(at + 1000n))
  return Prisma.sql`
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', at, 'available', available::text) ORDER BY at, seq), '[]')
      FROM (
        SELECT DISTINCT ON (c.id) ${asInstant('c.recorded_at')} AS at, c.available_after AS available, c.seq
        FROM unnest(${bounds}::uuid[]) AS bound
        CROSS JOIN LATERAL (SELECT id, recorded_at, available_after, seq FROM charge
          WHERE account_id = a.id AND id < bound AND seq IS NOT NULL ORDER BY id DESC LIMIT 1) c
        UNION ALL
        (SELECT ${asInstant('t.recorded_at')}, t.available_after, t.seq FROM ledger_transaction t
          WHERE t.account_id = a.id AND t.kind NOT IN ('charge', 'hold', 'capture', 'release')
          ORDER BY t.recorded_at DESC LIMIT ${STEPS_MAX})
      ) b)`
}

/** The least UUIDv7 of the millisecond. */
function firstIdAt(at: Instant): string {
  const millis = instantToMillis(at).toString(16).padStart(12, '0')
  return `${millis.slice(0, 8)}-${millis.slice(8)}-0000-0000-000000000000`
}

/** Instants are microseconds, which JSON numbers hold exactly; amounts are text. */
function toFacts(row: FactsRow): HomeFacts {
  return {
    name: row.name,
    demo: row.demo,
    actionNames: row.actionNames,
    forecast: toForecastFacts(row),
    cardDates: row.cardDates.map(({ version, effectiveAt }) => ({ version, effectiveAt: BigInt(effectiveAt) })),
    uses: row.uses.map(({ tokens, recentTokens, ...use }) => ({
      ...use,
      tokens: BigInt(tokens),
      recentTokens: BigInt(recentTokens),
    })),
    balances: row.balances.map(({ at, available }) => ({ at: BigInt(at), available: BigInt(available) })),
    purchases: row.purchases.map(({ at, amount, name }) => ({ at: BigInt(at), amount: BigInt(amount), name })),
    unusualUse: row.unusualUse.map(toUnusualHour),
  }
}
