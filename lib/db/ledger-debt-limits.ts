import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'

/**
 * Lets the account owe so much from now on, and keeps what it might owe before. The account is locked, and `at` is after its last charge: of
 * two changes at one instant only the later was ever in force.
 */
export async function putDebtLimit(
  tx: Queryable,
  accountId: string,
  { limit, at, actor }: { limit: Tokens; at: Instant; actor: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO debt_limit (account_id, from_at, limit_milli, actor)
    SELECT id, created_at, debt_limit, 'system:opening' FROM account WHERE id = ${accountId}::uuid
    ON CONFLICT DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO debt_limit (account_id, from_at, limit_milli, actor)
    VALUES (${accountId}::uuid, ${instantToIso(at)}::timestamptz, ${limit}, ${actor})
    ON CONFLICT (account_id, from_at) DO UPDATE SET limit_milli = excluded.limit_milli, actor = excluded.actor`
  await tx.$executeRaw`UPDATE account SET debt_limit = ${limit} WHERE id = ${accountId}::uuid`
}
