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

export interface CustomerRow {
  id: string
  name: string
  status: 'active' | 'frozen' | 'closed'
  planKey: string | null
  available: bigint
  /** Operations refused by full windows in the last seven days. */
  hits: number
}

/** Accounts by name, at most `rowsMax` of the `count` whose name contains the text. */
export async function listCustomers(
  tx: Queryable,
  { search, rowsMax }: { search: string; rowsMax: number },
): Promise<{ customers: CustomerRow[]; count: number }> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const [total] = await tx.$queryRaw<
    { count: number }[]
  >`SELECT count(*)::int AS count FROM account WHERE name ILIKE ${pattern}`
  const customers = await tx.$queryRaw<CustomerRow[]>`
    SELECT a.id, a.name, a.status, a.plan_key AS "planKey", a.available,
      (SELECT coalesce(sum(refusals), 0)::int FROM refusal_hour r WHERE r.account_id = a.id AND reason LIKE 'window-full:%'
        AND hour_at > clock_timestamp() - interval '7 days') AS hits
    FROM account a WHERE a.name ILIKE ${pattern} ORDER BY lower(a.name), a.id LIMIT ${rowsMax}`
  return { customers, count: total?.count ?? 0 }
}
