import { Prisma } from './generated/client'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** Each statement returns (account, row, expected, found) of the allowances and grants that break the invariant. */
export const periodChecks = { 13: tiled, 14: rolledOver }

/** Where a flush may run ahead of the clock: see `verify-grants.ts`. */
const AHEAD_OF_CLOCK = Prisma.raw(`interval '1 millisecond'`)

/**
 * The grants of an allowance are its periods: each begins where the one before ended and brings the whole allowance. Only the first
 * may bring less, when it is the rest of a period that another allowance had begun: an upgrade.
 */
function tiled(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH period AS (
      SELECT g.*, lag(g.period_n) OVER w AS n_before, lag(g.expires_at) OVER w AS ended_before,
        EXISTS (SELECT 1 FROM "grant" o WHERE o.account_id = g.account_id AND o.source = 'plan' AND o.allowance_id <> g.allowance_id
          AND o.period_n = g.period_n AND o.expires_at = g.expires_at AND o.effective_at <= g.effective_at) AS is_rest
      FROM "grant" g
      WHERE g.source = 'plan' AND g.allowance_id IS NOT NULL AND ${within(scope, 'g.account_id')}
      WINDOW w AS (PARTITION BY g.account_id, g.allowance_id ORDER BY g.period_n)
    ), last AS (
      SELECT DISTINCT ON (account_id, allowance_id) account_id, allowance_id, period_n, expires_at
      FROM period ORDER BY account_id, allowance_id, period_n DESC
    )
    SELECT p.account_id, 'grant ' || p.id, f.expected, f.found
    FROM period p LEFT JOIN allowance l ON l.account_id = p.account_id AND l.id = p.allowance_id
    CROSS JOIN LATERAL (VALUES
      (l.id IS NULL, 'a period of an allowance', 'no allowance ' || p.allowance_id),
      (p.period_n IS NULL OR p.period_n <> p.n_before + 1, 'period ' || coalesce(p.n_before + 1, 0), 'period ' || coalesce(p.period_n::text, 'of no number')),
      (p.effective_at <> p.ended_before, 'from ' || ${inUtc('p.ended_before')}, 'from ' || ${inUtc('p.effective_at')}),
      (p.expires_at IS NULL, 'a period that ends', 'no end'),
      (p.amount > l.amount OR (p.amount < l.amount AND (p.n_before IS NOT NULL OR NOT p.is_rest)),
        ${inTokens('l.amount')} || ' of its allowance', ${inTokens('p.amount')})
      ) AS f(is_broken, expected, found)
    WHERE f.is_broken
    UNION ALL
    SELECT l.account_id, 'allowance ' || l.id, f.expected, f.found
    FROM allowance l JOIN account a ON a.id = l.account_id
    LEFT JOIN last p ON p.account_id = l.account_id AND p.allowance_id = l.id
    CROSS JOIN LATERAL (VALUES
      (p.period_n + 1 <> l.next_n, 'period ' || p.period_n + 1 || ' next', 'period ' || l.next_n || ' next'),
      (p.expires_at <> l.next_at, 'the next at ' || ${inUtc('p.expires_at')}, 'the next at ' || ${inUtc('l.next_at')}),
      (l.next_at <= a.last_transaction_at - ${AHEAD_OF_CLOCK} AND l.next_at < coalesce(l.paid_until, 'infinity'),
        'opened at ' || ${inUtc('l.next_at')}, 'not open at ' || ${inUtc('a.last_transaction_at')})
      ) AS f(is_broken, expected, found)
    WHERE ${within(scope, 'l.account_id')} AND f.is_broken`
}

/**
 * Rollover is the smaller of what was unused and what the rule lets through, and mints nothing. Tokens that a reversal brought back out of
 * a lapsed grant left it by the same bucket: they are a refund, and take up room of the rule.
 */
function rolledOver(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH into_next AS MATERIALIZED (
      SELECT o.account_id, o.origin_grant_id, coalesce(sum(o.amount) FILTER (WHERE o.source = 'rollover'), 0) AS amount,
        coalesce(sum(o.amount) FILTER (WHERE o.source = 'refund'), 0) AS refunded,
        bool_or(o.source = 'rollover' AND o.rollover IS NOT NULL) AS goes_on, min(o.effective_at) AS began_at,
        bool_and(o.source = 'refund' OR (o.allowance_id IS NOT DISTINCT FROM g.allowance_id AND o.period_n = g.period_n + 1)) AS is_next
      FROM "grant" o JOIN "grant" g ON g.account_id = o.account_id AND g.id = o.origin_grant_id
      WHERE o.source IN ('rollover', 'refund') AND ${within(scope, 'o.account_id')} GROUP BY o.account_id, o.origin_grant_id
    )
    SELECT g.account_id, 'grant ' || g.id, f.expected, f.found
    FROM "grant" g
    LEFT JOIN into_next i ON i.account_id = g.account_id AND i.origin_grant_id = g.id
    CROSS JOIN LATERAL (SELECT g.rolled_over - coalesce(i.refunded, 0) AS by_rule, CASE WHEN g.rollover IS NULL THEN 0 ELSE coalesce(g.rollover_max, g.amount) END AS most) r
    CROSS JOIN LATERAL (VALUES
      (r.by_rule > r.most, 'at most ' || ${inTokens('r.most')} || ' rolled over', ${inTokens('r.by_rule')}),
      (g.rollover IS NOT NULL AND g.expired > 0 AND g.rolled_over < r.most,
        ${inTokens('r.most')} || ' rolled over before any expired', ${inTokens('g.rolled_over')} || ' rolled over, ' || ${inTokens('g.expired')} || ' expired'),
      (r.by_rule <> coalesce(i.amount, 0), ${inTokens('r.by_rule')} || ' in the next period', ${inTokens('coalesce(i.amount, 0)')}),
      (i.began_at < g.expires_at OR NOT i.is_next, 'rolled over into the period after ' || ${inUtc('g.expires_at')}, 'into another'),
      (i.goes_on AND g.rollover = 'once', 'rolled over once', 'rolls over again')
      ) AS f(is_broken, expected, found)
    WHERE ${within(scope, 'g.account_id')} AND f.is_broken`
}
