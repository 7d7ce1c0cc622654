import type { Forecast, Range, TopUpRule, UsageClass, UsageHistory } from '@/lib/domain/forecast/model'
import { type ForecastRecord, JUDGED_DAYS, RECORD_DAYS } from '@/lib/domain/forecast/score'
import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** What a forecast is made with besides the book and its history. */
export interface ForecastFacts {
  firstUseAt: Instant | null
  lastUseAt: Instant | null
  /** For lack of tokens in the last 24 hours, counted by whole hours; null when there was none. */
  refusals: { since: Instant; last: Instant; count: bigint } | null
  topUp: TopUpRule | null
  /** The factors learnt so far. */
  spreads: Partial<Record<UsageClass, number>>
  /** The last one made, and the book that it rests on; null when there is none. */
  last: { madeAt: Instant; available: Tokens; fingerprint: string; shown: string } | null
  /** Of the last days whose forecasts have come due. */
  record: ForecastRecord
}

/** Instants are microseconds, which JSON numbers hold exactly; amounts are text. */
export interface ForecastFactsRow extends Pick<ForecastFacts, 'firstUseAt' | 'lastUseAt' | 'spreads' | 'record'> {
  refusals: { since: number; last: number; count: string } | null
  topUp:
    | (Omit<TopUpRule, Whole | 'threshold'> & Record<Whole, string> & { tokens: string | null; days: number | null })
    | null
  last: { madeAt: number; available: string; fingerprint: string; shown: string } | null
}
type Whole = 'amount' | 'costCents' | 'chargedCents' | 'leftCents' | 'ceilingCents'

/** All of it in one statement; null for an account that is not there. */
export async function findForecastFacts(tx: Queryable, accountId: string, now: Instant): Promise<ForecastFacts | null> {
  const [row] = await tx.$queryRaw<ForecastFactsRow[]>`
    SELECT ${forecastColumns(now)} FROM account a WHERE a.id = ${accountId}::uuid`
  return row ? toForecastFacts(row) : null
}

/** The columns of those facts, for a statement that reads an account `a`. */
export function forecastColumns(now: Instant): Prisma.Sql {
  return Prisma.sql`
    (SELECT ${asInstant('bucket_at')} FROM usage_bucket u WHERE u.account_id = a.id AND tokens > 0 ORDER BY bucket_at LIMIT 1) AS "firstUseAt",
    (SELECT ${asInstant('bucket_at')} FROM usage_bucket u WHERE u.account_id = a.id AND tokens > 0 ORDER BY bucket_at DESC LIMIT 1) AS "lastUseAt",
    (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_object('since', ${asInstant('min(hour_at)')}, 'last', ${asInstant('max(hour_at)')},
        'count', sum(refusals)::text) END
      FROM refusal_hour r WHERE r.account_id = a.id AND reason = 'insufficient-tokens'
        AND hour_at > ${instantToIso(now - DAY)}::timestamptz) AS refusals,
    ${topUpOf(now)} AS "topUp",
    (SELECT coalesce(jsonb_object_agg(usage_class, spread), '{}') FROM forecast_class) AS spreads,
    (SELECT jsonb_build_object('madeAt', ${asInstant('f.made_at')}, 'available', f.available::text,
        'fingerprint', encode(f.fingerprint, 'hex'), 'shown', f.shown::text)
      FROM forecast f WHERE f.account_id = a.id AND f.shown IS NOT NULL AND f.made_at <= ${instantToIso(now)}::timestamptz
      ORDER BY f.made_at DESC LIMIT 1) AS last,
    ${recordUntil(now)} AS record`
}

/** A rule that is on and not paused, with what its purchases took of the month's ceiling: paid in it, or under way. */
function topUpOf(now: Instant): Prisma.Sql {
  const at = Prisma.sql`${instantToIso(now)}::timestamptz`
  return Prisma.sql`
    (SELECT jsonb_build_object('tokens', t.threshold_milli::text, 'days', t.threshold_days, 'packName', p.name_en,
        'amount', p.tokens_milli::text, 'costCents', p.price_cents::text,
        'chargedCents', (p.price_cents + (p.price_cents * t.tax_rate_basis + 5000) / 10000)::text, 'expiresAfterDays', p.expires_after_days,
        'leftCents', greatest(0, t.ceiling_cents - (SELECT coalesce(sum(o.total_cents), 0) FROM "order" o
          WHERE o.account_id = a.id AND o.kind = 'top-up' AND (o.state = 'pending' OR (o.state IN ('done', 'mismatch')
            AND o.settled_at >= date_trunc('month', ${at} AT TIME ZONE a.time_zone) AT TIME ZONE a.time_zone))))::text,
        'ceilingCents', t.ceiling_cents::text)
      FROM top_up t JOIN pack p ON p.key = t.pack_key AND p.currency = a.currency AND p.retired_at IS NULL
      WHERE t.account_id = a.id AND t."on" AND t.paused_at IS NULL AND a.status = 'active')`
}

/** A day's last forecast speaks for the day, in the account's zone. */
function recordUntil(now: Instant): Prisma.Sql {
  return Prisma.sql`
    (SELECT jsonb_build_object('days', count(*), 'held', count(*) FILTER (WHERE held),
        'error', coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY error), 0)) FROM (
      SELECT DISTINCT ON (day) u.held, abs(u.used - u.p50)::float8 / greatest(u.used, 1) AS error, (f.made_at AT TIME ZONE a.time_zone)::date AS day
      FROM forecast f JOIN forecast_use u ON u.account_id = f.account_id AND u.forecast_id = f.id AND u.days = ${JUDGED_DAYS}
      WHERE f.account_id = a.id AND u.held IS NOT NULL
        AND f.made_at > ${instantToIso(now - BigInt(RECORD_DAYS + JUDGED_DAYS + 2) * DAY)}::timestamptz
      ORDER BY day DESC, f.made_at DESC LIMIT ${RECORD_DAYS}) r)`
}

export function toForecastFacts({
  firstUseAt,
  lastUseAt,
  spreads,
  record,
  refusals,
  topUp,
  last,
}: ForecastFactsRow): ForecastFacts {
  return {
    firstUseAt,
    lastUseAt,
    spreads,
    record,
    refusals: refusals && {
      since: BigInt(refusals.since),
      last: BigInt(refusals.last),
      count: BigInt(refusals.count),
    },
    topUp: topUp && toRule(topUp),
    last: last && { ...last, madeAt: BigInt(last.madeAt), available: BigInt(last.available) },
  }
}

function toRule({ tokens, days, ...topUp }: NonNullable<ForecastFactsRow['topUp']>): TopUpRule {
  return {
    ...topUp,
    threshold: days === null ? { tokens: BigInt(tokens ?? 0) } : { days },
    amount: BigInt(topUp.amount),
    costCents: BigInt(topUp.costCents),
    chargedCents: BigInt(topUp.chargedCents),
    leftCents: BigInt(topUp.leftCents),
    ceilingCents: BigInt(topUp.ceilingCents),
  }
}

/** What was used in the hours that end at `until`, from `from` on: a value an hour, oldest first, in tokens. */
export async function findHourlyUse(
  tx: Queryable,
  accountId: string,
  from: Instant,
  until: Instant,
): Promise<UsageHistory> {
  const hours = Math.max(1, Math.floor(Number((until - from) / 3_600_000_000n)))
  const rows = await tx.$queryRaw<{ hoursAgo: number; tokens: number }[]>`
    SELECT floor(extract(epoch FROM ${instantToIso(until)}::timestamptz - bucket_at - interval '1 microsecond') / 3600)::int AS "hoursAgo",
      sum(tokens)::float8 / 1000 AS tokens
    FROM usage_bucket
    WHERE account_id = ${accountId}::uuid AND bucket_at >= ${instantToIso(from)}::timestamptz AND bucket_at < ${instantToIso(until)}::timestamptz
    GROUP BY 1`
  const values = new Array<number>(hours).fill(0)
  for (const { hoursAgo, tokens } of rows) if (hoursAgo < hours) values[hours - 1 - hoursAgo] = tokens
  return { stepSeconds: 3600, endsAt: until, values }
}

/** Tokens by action since then, for grants that serve some actions only. */
export async function findActionShares(tx: Queryable, accountId: string, from: Instant): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ actionKey: string; tokens: number }[]>`
    SELECT action_key AS "actionKey", sum(tokens)::float8 AS tokens FROM usage_bucket
    WHERE account_id = ${accountId}::uuid AND bucket_at >= ${instantToIso(from)}::timestamptz GROUP BY 1 HAVING sum(tokens) > 0`
  return new Map(rows.map(({ actionKey, tokens }) => [actionKey, tokens]))
}

/** A forecast with what it is to be judged by. */
export interface ForecastRow {
  accountId: string
  id: string
  forecast: Forecast
  spread: number
  fingerprint: string
  shown: string
}

/** Keeps forecasts as they were shown. */
export async function insertForecast(tx: Queryable, row: ForecastRow): Promise<void> {
  const { madeAt, usageClass, isEarly, available, depletion, runOutProbability, cumulative } = row.forecast
  const at = (instant: Instant | null) => (instant === null ? null : instantToIso(instant))
  await tx.$executeRaw`
    WITH made AS (
      INSERT INTO forecast (account_id, id, made_at, usage_class, early, spread, available, p10, p50, p90, probability, fingerprint, shown)
      VALUES (${row.accountId}::uuid, ${row.id}::uuid, ${at(madeAt)}::timestamptz, ${usageClass}, ${isEarly}, ${row.spread}, ${available},
        ${at(depletion.p10)}::timestamptz, ${at(depletion.p50)}::timestamptz, ${at(depletion.p90)}::timestamptz, ${runOutProbability},
        decode(${row.fingerprint}, 'hex'), ${row.shown}::jsonb)
      RETURNING account_id, id)
    INSERT INTO forecast_use (account_id, forecast_id, days, due_at, p10, p50, p90)
    SELECT made.account_id, made.id, u.* FROM made, unnest(${cumulative.map(({ days }) => days)}::int[],
      ${cumulative.map(({ days }) => instantToIso(madeAt + BigInt(days) * DAY))}::timestamptz[],
      ${cumulative.map(({ p10 }) => p10)}::bigint[], ${cumulative.map(({ p50 }) => p50)}::bigint[],
      ${cumulative.map(({ p90 }) => p90)}::bigint[]) AS u`
}

/** A use whose days are over, with what it came to. */
export interface DueUse extends Range<Tokens> {
  accountId: string
  forecastId: string
  days: number
  dueAt: Instant
  spread: number
  used: Tokens
}

/** The next uses to be scored: what was used since, reported late or not. */
export async function listDueUses(tx: Queryable, now: Instant, count: number): Promise<DueUse[]> {
  return tx.$queryRaw<DueUse[]>`
    SELECT u.account_id AS "accountId", u.forecast_id AS "forecastId", u.days, ${asInstant('u.due_at')} AS "dueAt", u.p10, u.p50, u.p90,
      f.spread, (SELECT coalesce(sum(b.tokens), 0)::bigint FROM usage_bucket b
        WHERE b.account_id = u.account_id AND b.bucket_at >= date_bin('15 minutes', f.made_at, 'epoch')
          AND b.bucket_at < date_bin('15 minutes', u.due_at, 'epoch')) AS used
    FROM forecast_use u JOIN forecast f ON f.account_id = u.account_id AND f.id = u.forecast_id
    WHERE u.used IS NULL AND u.due_at <= ${instantToIso(now)}::timestamptz
    ORDER BY u.due_at LIMIT ${count}`
}
