import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** What was used hour by hour, to the thousandth and in the order of time; hours without use are left out. */
export async function listHourlyUse(
  tx: Queryable,
  accountId: string,
  from: Instant,
  until: Instant,
): Promise<{ at: Instant; tokens: Tokens }[]> {
  return tx.$queryRaw<{ at: Instant; tokens: Tokens }[]>`
    SELECT ${asInstant("date_trunc('hour', bucket_at, 'UTC')")} AS at, sum(tokens)::bigint AS tokens
    FROM usage_bucket
    WHERE account_id = ${accountId}::uuid AND bucket_at >= ${instantToIso(from)}::timestamptz AND bucket_at < ${instantToIso(until)}::timestamptz
    GROUP BY 1 HAVING sum(tokens) > 0 ORDER BY 1`
}
