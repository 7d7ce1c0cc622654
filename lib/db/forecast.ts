import type { DayUse } from '@/lib/domain/forecast/usage-by-day'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { asInstant } from './instants'

export interface HomeFacts {
  name: string
  demo: boolean
  /** The quarters of an hour of the first and the last use that cost tokens; null when there was none. */
  firstUseAt: Instant | null
  lastUseAt: Instant | null
  refusalsLastDay: bigint
  actionNames: Record<string, { en: string; fr: string }>
}

/** What the home page says about an account beside its ledger. */
export async function findHomeFacts(tx: Queryable, accountId: string, now: Instant): Promise<HomeFacts | null> {
  const [facts] = await tx.$queryRaw<HomeFacts[]>`
    SELECT a.name, a.demo,
      (SELECT ${asInstant('bucket_at')} FROM usage_bucket u
        WHERE u.account_id = a.id AND tokens > 0 ORDER BY bucket_at LIMIT 1) AS "firstUseAt",
      (SELECT ${asInstant('bucket_at')} FROM usage_bucket u
        WHERE u.account_id = a.id AND tokens > 0 ORDER BY bucket_at DESC LIMIT 1) AS "lastUseAt",
      (SELECT coalesce(sum(refusals), 0)::bigint FROM refusal_hour r
        WHERE r.account_id = a.id AND reason = 'insufficient-tokens'
          AND hour_at > ${instantToIso(now)}::timestamptz - interval '24 hours') AS "refusalsLastDay",
      (SELECT coalesce(jsonb_object_agg(key, jsonb_build_object('en', name_en, 'fr', name_fr)), '{}') FROM action) AS "actionNames"
    FROM account a WHERE a.id = ${accountId}::uuid`
  return facts ?? null
}

export interface DayUseRow extends DayUse {
  /** The part of `tokens` that was used since `recentFrom`. */
  recentTokens: bigint
}

/** Tokens by action and day, the days given by their starts, oldest first; the last one is open. */
export async function listUsageByDay(
  tx: Queryable,
  accountId: string,
  dayStarts: readonly Instant[],
  recentFrom: Instant,
): Promise<DayUseRow[]> {
  const starts = dayStarts.map(instantToIso)
  return tx.$queryRaw<DayUseRow[]>`
    SELECT action_key AS "actionKey", width_bucket(bucket_at, ${starts}::timestamptz[]) - 1 AS day, sum(tokens)::bigint AS tokens,
      coalesce(sum(tokens) FILTER (WHERE bucket_at >= ${instantToIso(recentFrom)}::timestamptz), 0)::bigint AS "recentTokens"
    FROM usage_bucket
    WHERE account_id = ${accountId}::uuid AND bucket_at >= ${starts[0]}::timestamptz
    GROUP BY 1, 2 ORDER BY 1, 2`
}
