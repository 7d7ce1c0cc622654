import type { UsageClass } from '@/lib/domain/forecast/model'
import type { Score } from '@/lib/domain/forecast/score'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import type { DueUse } from './forecast'

export type ScoredUse = DueUse & Score

/** Writes down how they came out. */
export async function updateScores(tx: Queryable, rows: readonly ScoredUse[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE forecast_use u SET used = r.used, held = r.held, distance = r.distance
    FROM unnest(${rows.map((row) => row.accountId)}::uuid[], ${rows.map((row) => row.forecastId)}::uuid[], ${rows.map((row) => row.days)}::int[],
      ${rows.map((row) => row.used)}::bigint[], ${rows.map((row) => row.held)}::bool[], ${rows.map((row) => row.distance)}::float8[])
      AS r (account_id, forecast_id, days, used, held, distance)
    WHERE u.account_id = r.account_id AND u.forecast_id = r.forecast_id AND u.days = r.days`
}

/** How one forecast came out. */
export interface ClassScore {
  distance: number | null
  held: boolean
  /** How far its middle was from what was used, as a share of it. */
  error: number
}

/** What forecasts made since then taught: the distances of the class, and how many of its ranges held. One of each account and day counts. */
export async function listClassScores(
  tx: Queryable,
  usageClass: UsageClass,
  days: number,
  since: Instant,
): Promise<ClassScore[]> {
  return tx.$queryRaw<ClassScore[]>`
    SELECT DISTINCT ON (f.account_id, date_trunc('day', f.made_at)) u.distance, u.held,
      abs(u.used - u.p50)::float8 / greatest(u.used, 1) AS error
    FROM forecast f JOIN forecast_use u ON u.account_id = f.account_id AND u.forecast_id = f.id AND u.days = ${days}
    WHERE f.usage_class = ${usageClass} AND u.held IS NOT NULL AND f.made_at > ${instantToIso(since)}::timestamptz
    ORDER BY f.account_id, date_trunc('day', f.made_at), f.made_at DESC LIMIT 50000`
}

export async function putClassSpread(
  tx: Queryable,
  row: { usageClass: UsageClass; spread: number; scored: number; held: number; error: number; learnedAt: Instant },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO forecast_class (usage_class, spread, scored, held, error, learned_at)
    VALUES (${row.usageClass}, ${row.spread}, ${row.scored}, ${row.held}, ${row.error}, ${instantToIso(row.learnedAt)}::timestamptz)
    ON CONFLICT (usage_class) DO UPDATE SET spread = excluded.spread, scored = excluded.scored, held = excluded.held, error = excluded.error,
      learned_at = excluded.learned_at`
}

/** Lets go of the pictures of forecasts made before then; what they said and how it came out stays. */
export async function forgetShown(tx: Queryable, before: Instant): Promise<number> {
  return tx.$executeRaw`UPDATE forecast SET shown = NULL WHERE shown IS NOT NULL AND made_at < ${instantToIso(before)}::timestamptz`
}

/** Accounts with use in that time, after an id: those for whom a forecast is made every night. */
export async function listUsingAccounts(
  tx: Queryable,
  { since, until }: { since: Instant; until: Instant },
  after: string,
  count: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM account a WHERE a.id > ${after}::uuid AND a.status <> 'closed'
      AND EXISTS (SELECT FROM usage_bucket u WHERE u.account_id = a.id
        AND u.bucket_at BETWEEN ${instantToIso(since)}::timestamptz AND ${instantToIso(until)}::timestamptz)
    ORDER BY a.id LIMIT ${count}`
  return rows.map(({ id }) => id)
}
