import { Prisma } from './generated/client'
import { inTokens, type VerifyScope, within } from './verify-scope'

/**
 * Orders that are done without their grant, and grants of orders that are not: (account, row, expected, found), a part of check 15. The
 * period of a renewal may still be to come, and an upgrade at the very end of a period brings nothing.
 */
export function delivered(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT o.account_id, 'order ' || o.id, ${inTokens('o.tokens_milli')} || ' from a ' || s.source || ' for ' || o.net_cents,
      coalesce(${inTokens('g.amount')} || ' from ' || g.source || ' for ' || g.cost_cents, 'no grant')
    FROM "order" o LEFT JOIN "grant" g ON g.account_id = o.account_id AND g.id = o.grant_id
    LEFT JOIN allowance l ON l.account_id = o.account_id AND l.id = o.allowance_id
    CROSS JOIN LATERAL (SELECT CASE WHEN o.plan_key IS NULL THEN 'pack' ELSE 'plan' END AS source) s
    WHERE ${within(scope, 'o.account_id')} AND o.state = 'done' AND o.tokens_milli > 0
      AND NOT (g.id IS NULL AND o.kind = 'renewal' AND coalesce(l.next_at <= o.priced_at AND l.paid_until > o.priced_at, FALSE))
      AND (g.id IS NULL OR g.source <> s.source OR g.amount <> o.tokens_milli OR g.cost_cents <> o.net_cents OR g.currency <> o.currency)
    UNION ALL
    SELECT e.account_id, 'grant ' || e.grant_id, 'the ' || replace(k.key, ':', ' ') || ', done with it', coalesce('an order that is ' || o.state, 'no order')
    FROM idempotency_key k
    JOIN ledger_entry e ON e.account_id = k.account_id AND e.seq = k.seq AND e.from_bucket = 'issued'
    LEFT JOIN "order" o ON o.account_id = k.account_id AND o.id::text = substr(k.key, length('order:') + 1)
    WHERE ${within(scope, 'k.account_id')} AND k.source = 'comptoir:grant' AND k.key LIKE 'order:%'
      AND (o.state IS DISTINCT FROM 'done' OR o.grant_id IS DISTINCT FROM e.grant_id)`
}
