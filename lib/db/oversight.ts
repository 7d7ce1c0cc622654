import type { DemoAccount } from '@/lib/domain/oversight/demo'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** The accounts of the demo story, the oldest first, each with its first owner. */
export async function listDemoAccounts(tx: Queryable): Promise<DemoAccount[]> {
  return tx.$queryRaw<DemoAccount[]>`
    SELECT a.id AS "accountId", a.name, a.available, o.user_id AS "ownerId", o.email AS "ownerEmail",
      ${asInstant('a.created_at')} AS "createdAt",
      ${asInstant('a.last_transaction_at')} AS "lastTransactionAt"
    FROM account a
    CROSS JOIN LATERAL (
      SELECT m.user_id, u.email FROM member m JOIN "user" u ON u.id = m.user_id
      WHERE m.account_id = a.id AND m.role = 'owner' ORDER BY m.created_at, m.user_id LIMIT 1) o
    WHERE a.demo ORDER BY a.created_at, a.id`
}
