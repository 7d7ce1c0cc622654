import { instantToIso } from '@/lib/domain/instants'
import { Prisma } from './generated/client'
import { inTokens, inUtc, type VerifyScope, within } from './verify-scope'

/** How long the key of a usage event is kept, at least. */
const KEYS_LAST = Prisma.raw(`interval '45 days'`)

/** Each statement returns (account, row, expected, found) of the transactions, keys and charges that break the invariant. */
export const transactionChecks = { 5: amounts, 6: chains, 7: oneEffect, 9: withinLimit, 17: reversedOnce }

function amounts(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT t.account_id, 'transaction ' || t.seq, ${inTokens('t.sum')}, ${inTokens('t.amount')}
    FROM (
      SELECT t.account_id, t.seq, t.amount, coalesce(sum(e.amount) FILTER
        (WHERE e.to_bucket <> 'rolled_over' AND NOT (t.kind = 'debt' AND e.grant_id IS NULL)), 0) AS sum
      FROM ledger_transaction t LEFT JOIN ledger_entry e ON e.account_id = t.account_id AND e.seq = t.seq
      WHERE ${within(scope, 't.account_id')} GROUP BY t.account_id, t.seq) t
    WHERE t.sum <> t.amount`
}

/**
 * A total is broken where it neither follows from the transaction before nor from all entries until here: so a changed
 * total and a changed entry are each named where they stand, and not again in every transaction after.
 */
function chains(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    WITH changes AS (
      SELECT e.account_id, e.seq,
        sum(CASE WHEN e.to_bucket = 'available' THEN e.amount WHEN e.from_bucket = 'available' THEN -e.amount ELSE 0 END) AS available,
        sum(CASE WHEN e.to_bucket = 'held' THEN e.amount WHEN e.from_bucket = 'held' THEN -e.amount ELSE 0 END) AS held,
        sum(CASE WHEN e.to_bucket = 'debt' THEN e.amount WHEN e.from_bucket = 'debt' THEN -e.amount ELSE 0 END) AS debt
      FROM ledger_entry e WHERE ${within(scope, 'e.account_id')} GROUP BY e.account_id, e.seq
    ), chain AS (
      SELECT t.account_id, t.seq, t.recorded_at, t.available_after, t.held_after, t.debt_after,
        lag(t.seq, 1, 0::bigint) OVER w AS seq_before, lag(t.recorded_at) OVER w AS recorded_before,
        lag(t.available_after, 1, 0::bigint) OVER w + coalesce(c.available, 0) AS available_next, sum(c.available) OVER w AS available_sum,
        lag(t.held_after, 1, 0::bigint) OVER w + coalesce(c.held, 0) AS held_next, sum(c.held) OVER w AS held_sum,
        lag(t.debt_after, 1, 0::bigint) OVER w + coalesce(c.debt, 0) AS debt_next, sum(c.debt) OVER w AS debt_sum
      FROM ledger_transaction t LEFT JOIN changes c USING (account_id, seq)
      WHERE ${within(scope, 't.account_id')}
      WINDOW w AS (PARTITION BY t.account_id ORDER BY t.seq)
    ), judged AS (
      SELECT c.*, c.seq <> c.seq_before + 1 AS is_gap, coalesce(c.recorded_at <= c.recorded_before, FALSE) AS is_early,
        c.available_after <> c.available_next AND c.available_after IS DISTINCT FROM c.available_sum AS is_available_off,
        c.held_after <> c.held_next AND c.held_after IS DISTINCT FROM c.held_sum AS is_held_off,
        c.debt_after <> c.debt_next AND c.debt_after IS DISTINCT FROM c.debt_sum AS is_debt_off
      FROM chain c
    ), last AS (
      SELECT t.account_id, max(t.seq) AS seq, max(t.recorded_at) AS recorded_at
      FROM ledger_transaction t WHERE ${within(scope, 't.account_id')} GROUP BY t.account_id
    )
    SELECT c.account_id, 'transaction ' || c.seq, f.expected, f.found
    FROM (SELECT * FROM judged WHERE is_gap OR is_early OR is_available_off OR is_held_off OR is_debt_off) c
    CROSS JOIN LATERAL (VALUES
      (is_gap, 'number ' || c.seq_before + 1, 'number ' || c.seq),
      (is_early, 'a time after ' || ${inUtc('c.recorded_before')}, ${inUtc('c.recorded_at')}),
      (is_available_off, 'available ' || ${inTokens('c.available_next')}, 'available ' || ${inTokens('c.available_after')}),
      (is_held_off, 'held ' || ${inTokens('c.held_next')}, 'held ' || ${inTokens('c.held_after')}),
      (is_debt_off, 'debt ' || ${inTokens('c.debt_next')}, 'debt ' || ${inTokens('c.debt_after')})
      ) AS f(is_broken, expected, found)
    WHERE f.is_broken
    UNION ALL
    SELECT a.id, 'account ' || a.id, format('version %s of %s', coalesce(l.seq, 0), ${inUtc('l.recorded_at')}),
      format('version %s of %s', a.version, ${inUtc('a.last_transaction_at')})
    FROM account a LEFT JOIN last l ON l.account_id = a.id
    WHERE ${within(scope, 'a.id')} AND (a.version <> coalesce(l.seq, 0) OR a.last_transaction_at IS DISTINCT FROM l.recorded_at)`
}

function oneEffect(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT k.account_id, format('key "%s" of "%s"', k.key, k.source),
      CASE WHEN k.hold_id IS NOT NULL THEN format('hold %s of this key, in transaction %s', k.hold_id, coalesce(k.seq::text, 'none'))
        WHEN k.charge_id IS NULL THEN 'a transaction ' || coalesce(k.seq::text, 'or a charge')
        ELSE format('charge %s of this key, in transaction %s', k.charge_id, coalesce(k.seq::text, 'none')) END,
      CASE WHEN k.hold_id IS NOT NULL THEN coalesce(format('its key "%s", in transaction %s', h.key, coalesce(h.seq::text, 'none')), 'none')
        WHEN c.id IS NULL THEN 'none' ELSE format('its key "%s" of "%s", in transaction %s', c.key, c.source, coalesce(c.seq::text, 'none')) END
    FROM idempotency_key k
    LEFT JOIN charge c ON c.account_id = k.account_id AND c.id = k.charge_id
    LEFT JOIN hold h ON h.account_id = k.account_id AND h.id = k.hold_id
    LEFT JOIN ledger_transaction t ON t.account_id = k.account_id AND t.seq = k.seq
    WHERE ${within(scope, 'k.account_id')} AND CASE
      WHEN k.hold_id IS NOT NULL THEN h.id IS NULL OR ('comptoir:hold:' || h.source, h.key) <> (k.source, k.key) OR h.seq IS DISTINCT FROM k.seq
      WHEN k.charge_id IS NULL THEN t.seq IS NULL
      ELSE c.id IS NULL OR (c.source, c.key) <> (k.source, k.key) OR c.seq IS DISTINCT FROM k.seq END
    UNION ALL
    SELECT k.account_id, format('key "%s" of "%s"', max(k.key), max(k.source)), 'a transaction or charge of its own', count(*) || ' keys for one'
    FROM idempotency_key k WHERE ${within(scope, 'k.account_id')} GROUP BY k.account_id, k.seq, k.charge_id, k.hold_id HAVING count(*) > 1
    UNION ALL
    SELECT c.account_id, 'charge ' || c.id, format('the only charge of key "%s" of "%s"', c.key, c.source), 'another within 45 days'
    FROM (
      SELECT c.*, lag(c.recorded_at) OVER (PARTITION BY c.account_id, c.source, c.key ORDER BY c.recorded_at, c.id) AS recorded_before
      FROM charge c JOIN (
        SELECT account_id, source, key FROM charge c WHERE ${within(scope, 'c.account_id')} GROUP BY account_id, source, key HAVING count(*) > 1
      ) twice USING (account_id, source, key)) c
    WHERE c.recorded_at < c.recorded_before + ${KEYS_LAST}
    UNION ALL
    SELECT c.account_id, 'charge ' || c.id, format('remembered under key "%s" of "%s"', c.key, c.source), 'no key'
    FROM charge c LEFT JOIN idempotency_key k ON k.account_id = c.account_id AND k.source = c.source AND k.key = c.key
    WHERE ${within(scope, 'c.account_id')} AND c.recorded_at > ${instantToIso(scope.now)}::timestamptz - ${KEYS_LAST} AND k.key IS NULL
    UNION ALL
    ${chargeIsTransaction(scope)}`
}

function chargeIsTransaction(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(c.account_id, t.account_id), coalesce('charge ' || c.id, 'transaction ' || t.seq),
      coalesce(format('a transaction of %s at %s, leaving %s and a debt of %s', ${inTokens('c.tokens')}, ${inUtc('c.recorded_at')},
        ${inTokens('c.available_after')}, ${inTokens('c.debt_after')}), 'a charge'),
      CASE WHEN c.id IS NULL OR t.seq IS NULL THEN 'none' ELSE format('%s of %s at %s, leaving %s and a debt of %s', t.kind, ${inTokens('t.amount')},
        ${inUtc('t.recorded_at')}, ${inTokens('t.available_after')}, ${inTokens('t.debt_after')}) END
    FROM (SELECT * FROM charge c WHERE c.seq IS NOT NULL AND ${within(scope, 'c.account_id')}) c
    FULL JOIN (SELECT * FROM ledger_transaction t WHERE t.kind IN ('charge', 'capture') AND ${within(scope, 't.account_id')}) t
      ON t.account_id = c.account_id AND t.seq = c.seq
    WHERE (c.tokens, c.recorded_at, c.available_after, c.debt_after) IS DISTINCT FROM (t.amount, t.recorded_at, t.available_after, t.debt_after)`
}

function withinLimit(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT t.account_id, 'transaction ' || t.seq, 'no total below 0', ${inTokens('least(t.available_after, t.held_after, t.debt_after)')}
    FROM ledger_transaction t WHERE ${within(scope, 't.account_id')} AND least(t.available_after, t.held_after, t.debt_after) < 0
    UNION ALL
    SELECT c.account_id, 'charge ' || c.id, 'a debt of at most ' || ${inTokens('l.most')}, ${inTokens('c.debt_after')}
    FROM ledger_entry e
    JOIN charge c ON c.account_id = e.account_id AND c.seq = e.seq
    JOIN account a ON a.id = e.account_id
    CROSS JOIN LATERAL (SELECT coalesce((SELECT d.limit_milli FROM debt_limit d WHERE d.account_id = c.account_id AND d.from_at <= c.recorded_at
      ORDER BY d.from_at DESC LIMIT 1), a.debt_limit) AS most) l
    WHERE ${within(scope, 'e.account_id')} AND e.grant_id IS NULL AND e.to_bucket = 'debt' AND c.mode = 'admit' AND c.debt_after > l.most`
}

function reversedOnce(scope: VerifyScope): Prisma.Sql {
  return Prisma.sql`
    SELECT r.account_id, 'transaction ' || r.seq, format('the only reversal of an earlier transaction %s, of at most its amount', r.reverses),
      CASE WHEN r.seq_before IS NOT NULL THEN 'reversed before by transaction ' || r.seq_before
        WHEN t.seq IS NULL THEN 'no such transaction'
        ELSE format('%s of %s reverses %s of %s', 'reversal', ${inTokens('r.amount')}, t.kind, ${inTokens('t.amount')}) END
    FROM (
      SELECT r.*, lag(r.seq) OVER (PARTITION BY r.account_id, r.reverses ORDER BY r.seq) AS seq_before
      FROM ledger_transaction r WHERE r.reverses IS NOT NULL AND ${within(scope, 'r.account_id')}) r
    LEFT JOIN ledger_transaction t ON t.account_id = r.account_id AND t.seq = r.reverses
    WHERE r.seq_before IS NOT NULL OR t.seq IS NULL OR t.seq >= r.seq OR t.kind = 'reversal' OR r.amount > t.amount`
}
