import { Prisma } from './generated/client'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** The statement returns (account, row, expected, found) of the holds, grants, accounts and transactions that break the invariant. */
export const holdChecks = { 12: resolvedOnce }

/** A flush numbers its operations a microsecond apart and so may run ahead of the clock by this much. */
const AHEAD_OF_CLOCK = Prisma.raw(`interval '1 millisecond'`)

/**
 * What is held is what open holds and refunds under way hold, grant by grant. A resolved one was captured and returned whole, once, by transactions of its own
 * and in time: nothing else moves held tokens.
 */
function resolvedOnce(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH moved AS (
      SELECT e.account_id, e.seq, e.grant_id, sum(CASE e.to_bucket WHEN 'held' THEN e.amount ELSE 0 END) AS put_in,
        sum(CASE e.from_bucket WHEN 'held' THEN e.amount ELSE 0 END) AS taken_out
      FROM ledger_entry e WHERE 'held' IN (e.from_bucket, e.to_bucket) AND ${within(scope, 'e.account_id')}
      GROUP BY e.account_id, e.seq, e.grant_id
    ), step AS (
      SELECT h.account_id, 'hold ' || h.id AS holder, h.state, s.seq, s.kind, s.put_in, s.taken_out
      FROM hold h CROSS JOIN LATERAL (VALUES (h.seq, 'hold', h.amount, 0::bigint), (h.capture_seq, 'capture', 0::bigint, h.captured),
        (h.return_seq, 'release', 0::bigint, h.returned)) AS s(seq, kind, put_in, taken_out)
      WHERE ${within(scope, 'h.account_id')} AND (s.seq IS NOT NULL OR s.put_in > 0 OR s.taken_out > 0)
      UNION ALL
      SELECT r.account_id, 'refund ' || r.id, CASE r.state WHEN 'pending' THEN 'open' ELSE r.state END, s.seq, s.kind, s.put_in, s.taken_out
      FROM refund r CROSS JOIN LATERAL (VALUES (r.hold_seq, 'refund', r.tokens_milli, 0::bigint),
        (r.end_seq, CASE r.state WHEN 'failed' THEN 'release' ELSE 'refund' END, 0::bigint, r.tokens_milli)) AS s(seq, kind, put_in, taken_out)
      WHERE ${within(scope, 'r.account_id')} AND s.seq IS NOT NULL
    )
    ${heldByOpenHolds(scope)} UNION ALL ${movedBySteps()} UNION ALL ${ended(scope)}`
}

/** Per grant and account. */
function heldByOpenHolds(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT g.account_id, 'grant ' || g.id, ${inTokens('coalesce(o.amount, 0)')} || ' held by open holds', ${inTokens('g.held')}
    FROM "grant" g
    LEFT JOIN (
      SELECT s.account_id, m.grant_id, sum(m.put_in) AS amount
      FROM step s JOIN moved m USING (account_id, seq) WHERE s.state = 'open' AND s.put_in > 0 GROUP BY s.account_id, m.grant_id
    ) o ON o.account_id = g.account_id AND o.grant_id = g.id
    WHERE ${within(scope, 'g.account_id')} AND g.held <> coalesce(o.amount, 0)
    UNION ALL
    SELECT a.id, 'account ' || a.id, ${inTokens('coalesce(sum(h.amount), 0)')} || ' held by open holds', ${inTokens('a.held')}
    FROM account a
    LEFT JOIN (
      SELECT account_id, amount FROM hold WHERE state = 'open' UNION ALL SELECT account_id, tokens_milli FROM refund WHERE state = 'pending'
    ) h ON h.account_id = a.id
    WHERE ${within(scope, 'a.id')} GROUP BY a.id HAVING a.held <> coalesce(sum(h.amount), 0)`
}

/** The transactions of a hold move what it says, out of each grant what they put in; every move of held tokens is one hold's. */
function movedBySteps(): Prisma.Sql {
  return Prisma.sql`
    SELECT s.account_id, s.holder, format('a %s in transaction %s: %s into held, %s out of it', s.kind, coalesce(s.seq::text, 'none'),
        ${inTokens('s.put_in')}, ${inTokens('s.taken_out')}),
      coalesce(format('a %s of %s into held, %s out of it', t.kind, ${inTokens('coalesce(m.put_in, 0)')}, ${inTokens('coalesce(m.taken_out, 0)')}), 'none')
    FROM step s
    LEFT JOIN ledger_transaction t USING (account_id, seq)
    LEFT JOIN (SELECT account_id, seq, sum(put_in) AS put_in, sum(taken_out) AS taken_out FROM moved GROUP BY account_id, seq) m USING (account_id, seq)
    WHERE t.kind IS DISTINCT FROM s.kind OR coalesce(m.put_in, 0) <> s.put_in OR coalesce(m.taken_out, 0) <> s.taken_out
    UNION ALL
    SELECT account_id, holder, 'as much out of a grant as into it', string_agg(format('%s in grant %s', ${inTokens('rest')}, grant_id), ', ')
    FROM (
      SELECT s.account_id, s.holder, m.grant_id, sum(m.put_in - m.taken_out) AS rest
      FROM step s JOIN moved m USING (account_id, seq) WHERE s.state <> 'open' GROUP BY s.account_id, s.holder, m.grant_id) r
    WHERE rest <> 0 GROUP BY account_id, holder
    UNION ALL
    SELECT account_id, 'transaction ' || seq, 'held tokens of one hold', count(s.holder) || ' holds'
    FROM (SELECT DISTINCT account_id, seq FROM moved) m LEFT JOIN step s USING (account_id, seq)
    GROUP BY account_id, seq HAVING count(s.holder) <> 1`
}

function ended(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT h.account_id, 'hold ' || h.id, f.expected, f.found
    FROM hold h
    JOIN account a ON a.id = h.account_id
    LEFT JOIN charge c ON c.account_id = h.account_id AND c.id = h.charge_id
    CROSS JOIN LATERAL (VALUES
      (h.captured + h.returned <> CASE h.state WHEN 'open' THEN 0 ELSE h.amount END,
        format('%s captured or returned', CASE h.state WHEN 'open' THEN '0' ELSE ${inTokens('h.amount')} END),
        format('%s captured, %s returned', ${inTokens('h.captured')}, ${inTokens('h.returned')})),
      ((h.state = 'open') <> (h.resolved_at IS NULL), 'an end unless it is open', format('%s, ended %s', h.state, ${inUtc('h.resolved_at')})),
      (h.state = 'captured' AND (c.source, c.key, c.seq, least(c.tokens, h.amount)) IS DISTINCT FROM (h.source, h.key, h.capture_seq, h.captured),
        format('a charge of %s under key "%s" of "%s", in transaction %s', ${inTokens('h.captured')}, h.key, h.source, coalesce(h.capture_seq::text, 'none')),
        coalesce(format('%s under key "%s" of "%s", in transaction %s', ${inTokens('c.tokens')}, c.key, c.source, coalesce(c.seq::text, 'none')), 'none')),
      (h.state <> 'captured' AND h.charge_id IS NOT NULL, 'no charge of what was not captured', 'charge ' || h.charge_id),
      (h.state = 'expired' AND h.resolved_at <> h.expires_at, 'expired at ' || ${inUtc('h.expires_at')}, ${inUtc('h.resolved_at')}),
      (h.state IN ('captured', 'released') AND h.resolved_at >= h.expires_at + ${AHEAD_OF_CLOCK},
        h.state || ' before ' || ${inUtc('h.expires_at')}, ${inUtc('h.resolved_at')}),
      (h.state = 'open' AND h.amount > 0 AND h.expires_at <= a.last_transaction_at - ${AHEAD_OF_CLOCK},
        'expired at ' || ${inUtc('h.expires_at')}, 'still open at ' || ${inUtc('a.last_transaction_at')})
      ) AS f(is_broken, expected, found)
    WHERE ${within(scope, 'h.account_id')} AND f.is_broken`
}
