import type { SeriesHour, UnusualSeriesHour } from '@/lib/domain/forecast/unusual-use'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** An hour's use that was unlike that of the days before, as it was found. */
export interface UnusualUse extends UnusualSeriesHour {
  readonly accountId: string
  readonly id: string
  /** The day in the account's zone, such as "2026-11-24". */
  readonly day: string
}

/** Accounts after one, by id, in which tokens were used between two instants. */
export async function listAccountsWithUse(
  tx: Queryable,
  { from, until, after }: { from: Instant; until: Instant; after: string },
  count: number,
): Promise<{ id: string; timeZone: string }[]> {
  // Whatever was used was charged since, so that the account's last transaction leaves most others out without a look at their use.
  return tx.$queryRaw<{ id: string; timeZone: string }[]>`
    SELECT a.id, a.time_zone AS "timeZone" FROM account a
    WHERE a.id > ${after}::uuid AND a.last_transaction_at >= ${instantToIso(from)}::timestamptz
      AND EXISTS (SELECT FROM usage_bucket u WHERE u.account_id = a.id AND u.tokens > 0
        AND u.bucket_at >= ${instantToIso(from)}::timestamptz AND u.bucket_at < ${instantToIso(until)}::timestamptz)
    ORDER BY a.id LIMIT ${count}`
}

/** Tokens by account, action and hour between two full hours, hours without use left out. */
export async function listUseByHour(
  tx: Queryable,
  accountIds: readonly string[],
  from: Instant,
  until: Instant,
): Promise<(SeriesHour & { accountId: string })[]> {
  return tx.$queryRaw<(SeriesHour & { accountId: string })[]>`
    SELECT account_id AS "accountId", action_key AS series, ${asInstant("date_trunc('hour', bucket_at, 'UTC')")} AS "hourAt",
      sum(tokens)::bigint AS tokens
    FROM usage_bucket
    WHERE account_id = ANY(${accountIds}::uuid[]) AND tokens > 0
      AND bucket_at >= ${instantToIso(from)}::timestamptz AND bucket_at < ${instantToIso(until)}::timestamptz
    GROUP BY account_id, action_key, date_trunc('hour', bucket_at, 'UTC')`
}

/** Notes it, unless something of that series was noted on that day; says whether it did. */
export async function insertUnusualUse(tx: Queryable, use: UnusualUse, now: Instant): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO unusual_use (account_id, id, series, day, at, used, usual, deviation, created_at)
    VALUES (${use.accountId}::uuid, ${use.id}::uuid, ${use.series}, ${use.day}::date, ${instantToIso(use.at)}::timestamptz,
      ${use.used}, ${use.usual}, ${use.deviation}, ${instantToIso(now)}::timestamptz)
    ON CONFLICT (account_id, series, day) DO NOTHING`
  return inserted === 1
}

/** What was found in an account in hours since an instant, the latest first. */
export async function listUnusualUse(tx: Queryable, accountId: string, since: Instant): Promise<UnusualUse[]> {
  return tx.$queryRaw<UnusualUse[]>`
    SELECT account_id AS "accountId", id, series, day::text AS day, ${asInstant('at')} AS at, used, usual, deviation
    FROM unusual_use WHERE account_id = ${accountId}::uuid AND at >= ${instantToIso(since)}::timestamptz
    ORDER BY at DESC, series`
}

/** As JSON has it: instants are microseconds, amounts are text. */
export interface UnusualUseRow {
  series: string
  at: number
  used: string
  usual: string
  deviation: number
}

/** The same as a column, for a statement that reads an account `a`. */
export function unusualUseSince(since: Instant): Prisma.Sql {
  return Prisma.sql`
    (SELECT coalesce(jsonb_agg(jsonb_build_object('series', series, 'at', ${asInstant('at')}, 'used', used::text, 'usual', usual::text,
        'deviation', deviation) ORDER BY at DESC, series), '[]')
      FROM unusual_use WHERE account_id = a.id AND at >= ${instantToIso(since)}::timestamptz)`
}

export function toUnusualHour({ series, at, used, usual, deviation }: UnusualUseRow): UnusualSeriesHour {
  return { series, at: BigInt(at), used: BigInt(used), usual: BigInt(usual), deviation }
}

export interface UnusualUseOfCustomer extends UnusualUse {
  readonly accountName: string
  readonly timeZone: string
}

/** The last ones in all accounts since an instant, the latest first, `rowsMax` at most. */
export async function listUnusualUseOfAll(
  tx: Queryable,
  since: Instant,
  rowsMax: number,
): Promise<UnusualUseOfCustomer[]> {
  return tx.$queryRaw<UnusualUseOfCustomer[]>`
    SELECT u.account_id AS "accountId", a.name AS "accountName", a.time_zone AS "timeZone", u.id, u.series, u.day::text AS day,
      ${asInstant('u.at')} AS at, u.used, u.usual, u.deviation
    FROM unusual_use u JOIN account a ON a.id = u.account_id
    WHERE u.at >= ${instantToIso(since)}::timestamptz
    ORDER BY u.at DESC, u.account_id, u.series LIMIT ${rowsMax}`
}
