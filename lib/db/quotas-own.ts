import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Quota } from '@/lib/domain/quotas/model'
import type { Queryable } from './client'

/** Writes a limit of the account's own, in the place of the one of its key. */
export async function putQuota(
  tx: Queryable,
  accountId: string,
  quota: Quota,
  by: { actor: string; at: Instant },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO quota (account_id, key, name, origin, scope, scope_id, measure, unit, kind, cap_milli, policy, slow_per_minute,
      reason_en, reason_fr, created_at, actor)
    VALUES (${accountId}::uuid, ${quota.key}, ${quota.name}, ${quota.origin}, ${quota.scope}, ${quota.scopeId}::uuid, ${quota.measure},
      ${quota.unit}, ${quota.kind}, ${quota.cap}, ${quota.policy}, ${quota.slowPerMinute}, ${quota.reasonEn}, ${quota.reasonFr},
      ${instantToIso(by.at)}::timestamptz, ${by.actor})
    ON CONFLICT (account_id, key) DO UPDATE SET name = excluded.name, origin = excluded.origin, scope = excluded.scope,
      scope_id = excluded.scope_id, measure = excluded.measure, unit = excluded.unit, kind = excluded.kind, cap_milli = excluded.cap_milli,
      policy = excluded.policy, slow_per_minute = excluded.slow_per_minute, reason_en = excluded.reason_en, reason_fr = excluded.reason_fr,
      created_at = excluded.created_at, actor = excluded.actor`
  await tx.$executeRaw`UPDATE account SET has_quotas = true WHERE id = ${accountId}::uuid AND NOT has_quotas`
}

/** Takes a limit of the account's own away. */
export async function deleteQuota(tx: Queryable, accountId: string, key: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM quota WHERE account_id = ${accountId}::uuid AND key = ${key}`
  await tx.$executeRaw`
    UPDATE account SET has_quotas = EXISTS (SELECT FROM quota WHERE account_id = ${accountId}::uuid) WHERE id = ${accountId}::uuid`
}

/** How often each limit refused an operation since then, by its key. */
export async function listHits(tx: Queryable, accountId: string, from: Instant): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ key: string; hits: number }[]>`
    SELECT substr(reason, length('window-full:') + 1) AS key, sum(refusals)::int AS hits FROM refusal_hour
    WHERE account_id = ${accountId}::uuid AND reason LIKE 'window-full:%' AND hour_at > ${instantToIso(from)}::timestamptz
    GROUP BY reason`
  return new Map(rows.map(({ key, hits }) => [key, hits]))
}
