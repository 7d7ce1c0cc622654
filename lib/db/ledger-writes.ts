import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Book, Grant, Transaction } from '@/lib/domain/ledger/model'
import { nextEventAt } from '@/lib/domain/ledger/plan-settlement'
import type { OpenBook, ResolvedHold } from '@/lib/domain/ledger/posting'
import { plainArray, textArray } from './arrays'
import { Prisma } from './generated/client'
import { bucketToColumn } from './ledger-rows'
import type { Statement } from './statements'

/** What writes any number of accounts' changes: grants made, transactions, entries, grants changed, holds resolved, periods opened, totals. */
export function bookWrites(books: readonly OpenBook[]): Statement[] {
  const changes = books
    .filter((open) => open.isChanged)
    .map((open) => ({
      before: open.before,
      after: open.book,
      transactions: open.transactions,
      resolvedHolds: open.resolvedHolds,
    }))
  if (changes.length === 0) return []
  const writes = [
    insertGrants,
    insertTransactions,
    insertEntries,
    updateGrants,
    resolveHolds,
    updateAllowances,
    updateAccounts,
  ]
  return writes.flatMap((write) => write(changes))
}

/** An account's book before and after, with what happened between. */
interface BookChange {
  before: Book
  after: Book
  transactions: readonly Transaction[]
  resolvedHolds: readonly ResolvedHold[]
}

function insertGrants(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ before, after }) =>
    [...after.grants.values()]
      .filter((grant) => !before.grants.has(grant.id))
      .map((grant) => grantRow(after.accountId, grant)),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO "grant" (account_id, id, source, name, priority, effective_at, expires_at, amount, pending, available, held, spent, expired,
      revoked, refunded, rolled_over, cost_cents, currency, allowed_actions, actor, reason, origin_grant_id, created_seq, allowance_id, period_n,
      rollover, rollover_max)
    SELECT account_id, id, source, name, priority, effective_at, expires_at, amount, pending, available, held, spent, expired,
      revoked, refunded, rolled_over, cost_cents, currency, ARRAY(SELECT jsonb_array_elements_text(allowed_actions)), actor, reason, origin_grant_id, created_seq, allowance_id, period_n,
      rollover, rollover_max
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(account_id uuid, id uuid, source text, name text, priority int,
      effective_at timestamptz, expires_at timestamptz, amount bigint, pending bigint, available bigint, held bigint, spent bigint, expired bigint,
      revoked bigint, refunded bigint, rolled_over bigint, cost_cents bigint, currency text, allowed_actions jsonb, actor text, reason text,
      origin_grant_id uuid, created_seq bigint, allowance_id uuid, period_n int, rollover text, rollover_max bigint)`,
  ]
}

function grantRow(accountId: string, grant: Grant): Record<string, unknown> {
  return {
    account_id: accountId,
    id: grant.id,
    source: grant.source,
    name: grant.name,
    priority: grant.priority,
    effective_at: instantToIso(grant.effectiveAt),
    expires_at: grant.expiresAt === null ? null : instantToIso(grant.expiresAt),
    amount: `${grant.amount}`,
    pending: `${grant.pending}`,
    available: `${grant.available}`,
    held: `${grant.held}`,
    spent: `${grant.spent}`,
    expired: `${grant.expired}`,
    revoked: `${grant.revoked}`,
    refunded: `${grant.refunded}`,
    rolled_over: `${grant.rolledOver}`,
    cost_cents: `${grant.costCents}`,
    currency: grant.currency,
    allowed_actions: grant.allowedActions,
    actor: grant.actor,
    reason: grant.reason,
    origin_grant_id: grant.originGrantId,
    created_seq: `${grant.createdSeq}`,
    allowance_id: grant.allowanceId,
    period_n: grant.periodN,
    rollover: grant.rollover?.times ?? null,
    rollover_max: grant.rollover?.max === undefined || grant.rollover.max === null ? null : `${grant.rollover.max}`,
  }
}

function insertTransactions(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ after, transactions }) =>
    transactions.map((t) => ({ accountId: after.accountId, ...t })),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO ledger_transaction (account_id, seq, kind, amount, available_after, held_after, debt_after, recorded_at, effective_at, actor, reason, reverses)
    SELECT * FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.seq))}::bigint[], ${plainArray(rows.map((r) => r.kind))}::text[],
      ${plainArray(rows.map((r) => r.amount))}::bigint[], ${plainArray(rows.map((r) => r.availableAfter))}::bigint[], ${plainArray(rows.map((r) => r.heldAfter))}::bigint[],
      ${plainArray(rows.map((r) => r.debtAfter))}::bigint[], ${plainArray(rows.map((r) => instantToIso(r.recordedAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => instantToIso(r.effectiveAt)))}::timestamptz[], ${textArray(rows.map((r) => r.actor))}::text[], ${textArray(rows.map((r) => r.reason))}::text[],
      ${plainArray(rows.map((r) => r.reverses))}::bigint[])`,
  ]
}

function insertEntries(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ after, transactions }) =>
    transactions.flatMap(({ seq, entries }) =>
      entries.map((entry, n) => ({ accountId: after.accountId, seq, n, ...entry })),
    ),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO ledger_entry (account_id, seq, n, grant_id, from_bucket, to_bucket, amount)
    SELECT * FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.seq))}::bigint[], ${plainArray(rows.map((r) => r.n))}::int[],
      ${plainArray(rows.map((r) => r.grantId))}::uuid[], ${plainArray(rows.map((r) => bucketToColumn(r.from)))}::text[], ${plainArray(rows.map((r) => bucketToColumn(r.to)))}::text[],
      ${plainArray(rows.map((r) => r.amount))}::bigint[])`,
  ]
}

function updateGrants(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ before, after }) =>
    [...after.grants.values()]
      .filter((grant) => before.grants.has(grant.id) && before.grants.get(grant.id) !== grant)
      .map((grant) => ({ accountId: after.accountId, ...grant })),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    UPDATE "grant" g SET pending = r.pending, available = r.available, held = r.held, spent = r.spent, expired = r.expired, revoked = r.revoked,
      refunded = r.refunded, rolled_over = r.rolled_over
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.id))}::uuid[], ${plainArray(rows.map((r) => r.pending))}::bigint[],
      ${plainArray(rows.map((r) => r.available))}::bigint[], ${plainArray(rows.map((r) => r.held))}::bigint[], ${plainArray(rows.map((r) => r.spent))}::bigint[],
      ${plainArray(rows.map((r) => r.expired))}::bigint[], ${plainArray(rows.map((r) => r.revoked))}::bigint[], ${plainArray(rows.map((r) => r.refunded))}::bigint[],
      ${plainArray(rows.map((r) => r.rolledOver))}::bigint[])
      AS r(account_id, id, pending, available, held, spent, expired, revoked, refunded, rolled_over)
    WHERE g.account_id = r.account_id AND g.id = r.id`,
  ]
}

function resolveHolds(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ after, resolvedHolds }) =>
    resolvedHolds.map((row) => ({ accountId: after.accountId, ...row })),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    UPDATE hold h SET state = r.state, captured = r.captured, returned = r.returned, capture_seq = r.capture_seq, return_seq = r.return_seq,
      charge_id = r.charge_id, resolved_at = r.resolved_at, windows_due = r.windows_due
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.hold.id))}::uuid[], ${plainArray(rows.map((r) => r.state))}::text[],
      ${plainArray(rows.map((r) => r.captured))}::bigint[], ${plainArray(rows.map((r) => r.returned))}::bigint[], ${plainArray(rows.map((r) => r.captureSeq))}::bigint[],
      ${plainArray(rows.map((r) => r.returnSeq))}::bigint[], ${plainArray(rows.map((r) => r.chargeId))}::uuid[], ${plainArray(rows.map((r) => instantToIso(r.resolvedAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => r.windowsDue))}::boolean[])
      AS r(account_id, id, state, captured, returned, capture_seq, return_seq, charge_id, resolved_at, windows_due)
    WHERE h.account_id = r.account_id AND h.id = r.id`,
  ]
}

function updateAllowances(changes: readonly BookChange[]): Statement[] {
  const rows = changes.flatMap(({ before, after }) =>
    [...after.allowances.values()]
      .filter((allowance) => before.allowances.get(allowance.id) !== allowance)
      .map((allowance) => ({ accountId: after.accountId, ...allowance })),
  )
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    UPDATE allowance l SET next_n = r.next_n, next_at = r.next_at, paid_until = r.paid_until
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.id))}::uuid[], ${plainArray(rows.map((r) => r.nextN))}::int[],
      ${plainArray(rows.map((r) => isoOrNull(r.nextAt)))}::timestamptz[], ${plainArray(rows.map((r) => isoOrNull(r.paidUntil)))}::timestamptz[])
      AS r(account_id, id, next_n, next_at, paid_until)
    WHERE l.account_id = r.account_id AND l.id = r.id`,
  ]
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}

function updateAccounts(changes: readonly BookChange[]): Statement[] {
  const rows = changes.map(({ after }) => ({ ...after, next: nextEventAt(after) }))
  return [
    Prisma.sql`
    UPDATE account a SET available = r.available, held = r.held, debt = r.debt, version = r.version, last_transaction_at = r.last_transaction_at,
      next_event_at = r.next_event_at
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.available))}::bigint[], ${plainArray(rows.map((r) => r.held))}::bigint[],
      ${plainArray(rows.map((r) => r.debt))}::bigint[], ${plainArray(rows.map((r) => r.version))}::bigint[], ${plainArray(rows.map((r) => isoOrNull(r.lastTransactionAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => isoOrNull(r.next)))}::timestamptz[])
      AS r(account_id, available, held, debt, version, last_transaction_at, next_event_at)
    WHERE a.id = r.account_id`,
  ]
}
