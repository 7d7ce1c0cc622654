import { Prisma } from './generated/client'
import { inTokens, type VerifyScope, within } from './verify-scope'

/** The statement returns (account, row, expected, found) of the orders, refunds, disputes and documents that break the invariant. */
export const moneyChecks = { 16: refunded }

/**
 * Money that goes back is never more than was paid, tokens that are refunded are never more than were unspent, and each refund moved the
 * tokens that it says. What is done has its document, once, and the numbers of documents have no gaps.
 */
function refunded(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    ${atMostPaid(scope)} UNION ALL ${movedTokens(scope)} UNION ALL ${tookBack(scope)} UNION ALL ${documented(scope)} UNION ALL ${numbered(scope)}`
}

/** Per order: what was credited less what came back, and what its grant gave up, against what was paid for it. */
function atMostPaid(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT o.account_id, 'order ' || o.id, format('at most %s with %s tax, for %s unspent', o.net_cents, o.tax_cents, ${inTokens('g.amount - g.spent')}),
      format('%s with %s tax, for %s', r.net_cents, r.tax_cents, ${inTokens('r.tokens')})
    FROM (
      SELECT account_id, order_id, sum(net_cents) AS net_cents, sum(tax_cents) AS tax_cents, sum(tokens_milli) AS tokens,
        sum(CASE state WHEN 'pending' THEN 0 ELSE tokens_milli END) AS taken, min(grant_id::text)::uuid AS grant_id, count(DISTINCT grant_id) AS grants
      FROM refund WHERE state IN ('pending', 'done', 'undone') AND ${within(scope, 'account_id')} GROUP BY account_id, order_id
    ) r
    JOIN "order" o ON o.account_id = r.account_id AND o.id = r.order_id
    LEFT JOIN "grant" g ON g.account_id = r.account_id AND g.id = r.grant_id
    WHERE r.net_cents > o.net_cents OR r.tax_cents > o.tax_cents OR g.id IS NULL OR r.tokens > g.amount - g.spent OR r.taken <> g.refunded
      OR r.grants > 1 OR o.grant_id IS DISTINCT FROM r.grant_id
    UNION ALL
    SELECT g.account_id, 'grant ' || g.id, 'refunded tokens of a refund', ${inTokens('g.refunded')} || ' refunded without one'
    FROM "grant" g WHERE g.refunded > 0 AND ${within(scope, 'g.account_id')}
      AND NOT EXISTS (SELECT FROM refund r WHERE r.account_id = g.account_id AND r.grant_id = g.id AND r.state IN ('done', 'undone'))`
}

/** Per refund: the grant that brought tokens back which were taken already. */
function movedTokens(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT r.account_id, 'refund ' || r.id, ${inTokens('r.tokens_milli')} || ' brought back for ' || r.net_cents,
      coalesce(${inTokens('b.amount')} || ' for ' || b.cost_cents, 'none')
    FROM refund r LEFT JOIN "grant" b ON b.account_id = r.account_id AND b.id = r.back_grant_id
    WHERE r.state = 'undone' AND ${within(scope, 'r.account_id')}
      AND (b.source, b.amount, b.cost_cents) IS DISTINCT FROM ('refund', r.tokens_milli, r.net_cents)`
}

/** Per dispute: the transaction that took its tokens, and the grant that brought them back. */
function tookBack(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT d.account_id, 'dispute ' || d.id, format('%s revoked and %s owed', ${inTokens('d.revoked_milli')}, ${inTokens('d.debt_milli')}),
      format('%s revoked and %s owed', ${inTokens('coalesce(m.revoked, 0)')}, ${inTokens('coalesce(m.owed, 0)')})
    FROM dispute d
    LEFT JOIN (
      SELECT account_id, seq, sum(CASE to_bucket WHEN 'revoked' THEN amount ELSE 0 END) AS revoked, sum(CASE to_bucket WHEN 'debt' THEN amount ELSE 0 END) AS owed
      FROM ledger_entry WHERE to_bucket IN ('revoked', 'debt') AND ${within(scope, 'account_id')} GROUP BY account_id, seq
    ) m ON m.account_id = d.account_id AND m.seq = d.claw_seq
    WHERE ${within(scope, 'd.account_id')} AND (d.revoked_milli, d.debt_milli) IS DISTINCT FROM (coalesce(m.revoked, 0), coalesce(m.owed, 0))
    UNION ALL
    SELECT d.account_id, 'dispute ' || d.id, ${inTokens('d.revoked_milli + d.debt_milli')} || ' brought back', coalesce(${inTokens('b.amount')}, 'none')
    FROM dispute d LEFT JOIN "grant" b ON b.account_id = d.account_id AND b.id = d.back_grant_id
    WHERE d.state = 'won' AND ${within(scope, 'd.account_id')}
      AND CASE WHEN d.claw_seq IS NULL THEN b.id IS NOT NULL ELSE (b.source, b.amount) IS DISTINCT FROM ('refund', d.revoked_milli + d.debt_milli) END`
}

/** What is done has one document that says its sum, and no document is of what is not. */
function documented(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(w.account_id, d.account_id), coalesce(w.subject, 'document ' || d.number),
      coalesce(format('one %s of %s with %s tax', CASE WHEN w.is_credit THEN 'credit note' ELSE 'receipt or invoice' END, w.net_cents, w.tax_cents), 'something that is done'),
      CASE WHEN d.number IS NULL THEN 'none' WHEN w.subject IS NULL THEN 'nothing' ELSE format('%s of %s with %s tax', d.number, d.net_cents, d.tax_cents) END
    FROM (
      SELECT * FROM (
      SELECT account_id, 'order ' || id AS subject, id AS order_id, NULL::uuid AS refund_id, FALSE AS is_credit, net_cents, tax_cents, currency
      FROM "order" WHERE state = 'done'
      UNION ALL
      SELECT account_id, 'refund ' || id, order_id, id, TRUE, net_cents, tax_cents, currency FROM refund WHERE state IN ('done', 'undone')
      UNION ALL
      SELECT account_id, 'refund ' || id, order_id, id, FALSE, net_cents, tax_cents, currency FROM refund WHERE state = 'undone'
      ) AS everything WHERE ${within(scope, 'account_id')}) w
    FULL JOIN (SELECT * FROM document WHERE dispute_id IS NULL AND ${within(scope, 'account_id')}) d
      ON d.account_id = w.account_id AND d.order_id = w.order_id AND coalesce(d.refund_id, d.order_id) = coalesce(w.refund_id, w.order_id)
        AND (d.kind = 'credit-note') = w.is_credit
    WHERE (w.net_cents, w.tax_cents, w.currency) IS DISTINCT FROM (d.net_cents, d.tax_cents, d.currency)
    UNION ALL
    SELECT t.account_id, 'dispute ' || t.id, 'one credit note once it is lost', coalesce(d.number, 'none')
    FROM dispute t
    JOIN "order" o ON o.account_id = t.account_id AND o.id = t.order_id
    LEFT JOIN document d ON d.account_id = t.account_id AND d.dispute_id = t.id
    WHERE ${within(scope, 't.account_id')} AND (t.state = 'lost' AND o.state = 'done') <> (d.number IS NOT NULL)`
}

/** Of the house as a whole: one account's documents have gaps where others' are. */
function numbered({ accountId }: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT d.account_id, 'document ' || d.number, 'number ' || d.sequence_before + 1, 'number ' || d.sequence
    FROM (SELECT account_id, number, sequence, lag(sequence, 1, 0::bigint) OVER (PARTITION BY kind ORDER BY sequence) AS sequence_before FROM document) d
    WHERE ${accountId === null} AND d.sequence <> d.sequence_before + 1
    UNION ALL
    SELECT d.account_id, 'document ' || d.number, 'the last number, as its kind counts: ' || coalesce(c.last::text, 'none'), d.sequence::text
    FROM (SELECT DISTINCT ON (kind) account_id, kind, number, sequence FROM document ORDER BY kind, sequence DESC) d
    LEFT JOIN document_counter c ON c.kind = d.kind
    WHERE ${accountId === null} AND c.last IS DISTINCT FROM d.sequence`
}
