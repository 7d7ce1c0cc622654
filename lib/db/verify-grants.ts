import { Prisma } from './generated/client'
import { delivered } from './verify-orders'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** A flush numbers its events a microsecond apart and so may run ahead of the clock by this much. */
const AHEAD_OF_CLOCK = Prisma.raw(`interval '1 millisecond'`)

/** Each statement returns (account, row, expected, found) of the grants and accounts that break the invariant. */
export const grantChecks = { 1: conserves, 2: notNegative, 3: rebuilt, 4: totals, 11: settled, 15: cameAbout }

function conserves(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.account_id, 'grant ' || g.id, ${inTokens('g.amount')} || ' in all buckets', ${inTokens('b.total')}
    FROM "grant" g
    CROSS JOIN LATERAL (SELECT g.pending + g.available + g.held + g.spent + g.expired + g.revoked + g.refunded + g.rolled_over AS total) b
    WHERE ${within(scope, 'g.account_id')} AND (b.total <> g.amount OR g.amount <= 0)`
}

function notNegative(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.account_id, 'grant ' || g.id, 'no bucket below 0', ${inTokens('b.least')}
    FROM "grant" g
    CROSS JOIN LATERAL (SELECT least(g.pending, g.available, g.held, g.spent, g.expired, g.revoked, g.refunded, g.rolled_over) AS least) b
    WHERE ${within(scope, 'g.account_id')} AND b.least < 0
    UNION ALL
    SELECT a.id, 'account ' || a.id, 'no total below 0', ${inTokens('least(a.available, a.held, a.debt)')}
    FROM account a WHERE ${within(scope, 'a.id')} AND least(a.available, a.held, a.debt) < 0`
}

function rebuilt(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH moved AS (
      SELECT e.account_id, e.grant_id, m.bucket, sum(m.change) AS total
      FROM ledger_entry e CROSS JOIN LATERAL (VALUES (e.from_bucket, -e.amount), (e.to_bucket, e.amount)) AS m(bucket, change)
      WHERE e.grant_id IS NOT NULL AND ${within(scope, 'e.account_id')}
      GROUP BY e.account_id, e.grant_id, m.bucket
    ), stored AS (
      SELECT g.account_id, g.id AS grant_id, b.bucket, b.total
      FROM "grant" g CROSS JOIN LATERAL (VALUES ('issued', -g.amount), ('pending', g.pending), ('available', g.available), ('held', g.held),
        ('spent', g.spent), ('expired', g.expired), ('revoked', g.revoked), ('refunded', g.refunded), ('rolled_over', g.rolled_over)) AS b(bucket, total)
      WHERE ${within(scope, 'g.account_id')}
    )
    SELECT account_id, 'grant ' || grant_id,
      string_agg(bucket || ' ' || ${inTokens('coalesce(moved.total, 0)')}, ', ' ORDER BY bucket),
      string_agg(bucket || ' ' || coalesce(${inTokens('stored.total')}, 'of no grant'), ', ' ORDER BY bucket)
    FROM stored FULL JOIN moved USING (account_id, grant_id, bucket)
    WHERE stored.total IS NULL OR stored.total <> coalesce(moved.total, 0)
    GROUP BY account_id, grant_id`
}

function totals(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH sums AS (
      SELECT a.id AS account_id, coalesce(sum(g.available), 0) AS available, coalesce(sum(g.held), 0) AS held,
        least(min(CASE WHEN g.pending > 0 THEN g.effective_at WHEN g.available > 0 THEN g.expires_at END),
          (SELECT min(h.expires_at) FROM hold h WHERE h.account_id = a.id AND h.state = 'open' AND h.amount > 0),
          (SELECT min(l.next_at) FROM allowance l WHERE l.account_id = a.id AND (l.paid_until IS NULL OR l.next_at < l.paid_until))) AS next_event_at
      FROM account a LEFT JOIN "grant" g ON g.account_id = a.id
      WHERE ${within(scope, 'a.id')} GROUP BY a.id
    ), debts AS (
      SELECT e.account_id, sum(CASE e.to_bucket WHEN 'debt' THEN e.amount ELSE -e.amount END) AS debt
      FROM ledger_entry e WHERE e.grant_id IS NULL AND ${within(scope, 'e.account_id')} GROUP BY e.account_id
    )
    SELECT a.id, 'account ' || a.id, string_agg(c.name || ' ' || c.expected, ', '), string_agg(c.name || ' ' || c.found, ', ')
    FROM account a JOIN sums s ON s.account_id = a.id LEFT JOIN debts d ON d.account_id = a.id
    CROSS JOIN LATERAL (VALUES
      ('available', ${inTokens('s.available')}, ${inTokens('a.available')}),
      ('held', ${inTokens('s.held')}, ${inTokens('a.held')}),
      ('debt', ${inTokens('coalesce(d.debt, 0)')}, ${inTokens('a.debt')}),
      ('next event', ${inUtc('s.next_event_at')}, ${inUtc('a.next_event_at')})) AS c(name, expected, found)
    WHERE c.expected <> c.found
    GROUP BY a.id`
}

function settled(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT e.account_id, 'transaction ' || e.seq, 'grant ' || g.id || CASE e.to_bucket WHEN 'expired'
        THEN ' expires at ' || ${inUtc('g.expires_at')}
        ELSE ' is spent from ' || ${inUtc('g.effective_at')} || ' until ' || ${inUtc('g.expires_at')} END,
      'at ' || ${inUtc('t.effective_at')}
    FROM ledger_entry e
    JOIN ledger_transaction t ON t.account_id = e.account_id AND t.seq = e.seq
    JOIN "grant" g ON g.account_id = e.account_id AND g.id = e.grant_id
    WHERE ${within(scope, 'e.account_id')} AND e.from_bucket = 'available' AND CASE e.to_bucket
      WHEN 'expired' THEN g.expires_at IS NULL OR t.effective_at < g.expires_at
      WHEN 'spent' THEN t.effective_at < g.effective_at OR t.effective_at >= g.expires_at
      WHEN 'held' THEN t.effective_at < g.effective_at OR t.effective_at >= g.expires_at
      ELSE FALSE END
    UNION ALL
    SELECT g.account_id, 'grant ' || g.id, 'settled at ' || ${inUtc('d.due_at')}, 'still open at ' || ${inUtc('a.last_transaction_at')}
    FROM "grant" g JOIN account a ON a.id = g.account_id
    CROSS JOIN LATERAL (SELECT CASE WHEN g.pending > 0 THEN g.effective_at WHEN g.available > 0 THEN g.expires_at END AS due_at) d
    WHERE ${within(scope, 'g.account_id')} AND (g.pending > 0 OR g.available > 0) AND d.due_at <= a.last_transaction_at - ${AHEAD_OF_CLOCK}`
}

function cameAbout(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`${originated(scope)} UNION ALL ${delivered(scope)}`
}

function originated(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.account_id, 'grant ' || g.id, f.expected, f.found
    FROM "grant" g
    LEFT JOIN (
      SELECT e.account_id, e.grant_id, count(*) AS times, min(e.seq) AS seq, sum(e.amount) AS amount
      FROM ledger_entry e WHERE e.from_bucket = 'issued' AND ${within(scope, 'e.account_id')} GROUP BY e.account_id, e.grant_id
    ) i ON i.account_id = g.account_id AND i.grant_id = g.id
    LEFT JOIN "grant" o ON o.account_id = g.account_id AND o.id = g.origin_grant_id
    CROSS JOIN LATERAL (VALUES
      (i.times IS DISTINCT FROM 1 OR i.seq <> g.created_seq OR i.amount <> g.amount,
        ${inTokens('g.amount')} || ' issued once, by transaction ' || g.created_seq,
        coalesce(${inTokens('i.amount')} || ' issued ' || i.times || ' times, by transaction ' || i.seq, 'not issued')),
      (g.actor !~ '^(member|staff|key|job|system):.' OR btrim(g.reason) = '', 'a named actor with a reason', format('"%s" with "%s"', g.actor, g.reason)),
      ((g.origin_grant_id IS NULL AND g.source = 'rollover') OR (g.origin_grant_id IS NOT NULL AND o.id IS NULL),
        'the grant that its tokens stood in before', coalesce('no grant ' || g.origin_grant_id, 'none'))
      ) AS f(is_broken, expected, found)
    WHERE ${within(scope, 'g.account_id')} AND f.is_broken`
}
