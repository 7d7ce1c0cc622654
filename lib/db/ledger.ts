import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Book, Grant, Transaction } from '@/lib/domain/ledger/model'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import { ALLOWANCES_OF_ACCOUNT, HOLDS_OF_ACCOUNT, toParts } from './ledger-parts'
import {
  type BookRow,
  type EntryRow,
  GRANT_COLUMNS,
  type GrantRow,
  type TransactionRow,
  toBook,
  toEntry,
  toGrant,
} from './ledger-rows'

/** Locks the accounts in the order of their ids and returns the ids it got. Locked or unknown ones are missing when `skipLocked`. */
export async function lockAccounts(tx: Queryable, ids: readonly string[], skipLocked = false): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM account WHERE id = ANY(${ids}::uuid[]) ORDER BY id
    FOR NO KEY UPDATE ${skipLocked ? Prisma.sql`SKIP LOCKED` : Prisma.empty}`
  return rows.map((row) => row.id)
}

/** Accounts in which something is due by `now` (the database's clock when null), in the order of their instants, after a place. */
export async function listDueAccounts(
  tx: Queryable,
  now: Instant | null,
  after: Place | null,
  count: number,
): Promise<Place[]> {
  const limit = now === null ? Prisma.sql`clock_timestamp()` : Prisma.sql`${instantToIso(now)}::timestamptz`
  const later = after
    ? Prisma.sql`AND (next_event_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<Place[]>`
    SELECT id, ${asInstant('next_event_at')} AS at FROM account WHERE next_event_at <= ${limit} ${later}
    ORDER BY next_event_at, id LIMIT ${count}`
}

export async function listExistingAccountIds(tx: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM account WHERE id = ANY(${ids}::uuid[])`
  return new Set(rows.map((row) => row.id))
}

export interface LoadedBooks {
  books: Map<string, Book>
  /** The database's clock, read after the locks were taken. */
  now: Instant
}

/**
 * The accounts with their open grants, open holds and allowances. Under the lock this is the truth; without it, one snapshot. Holds and
 * allowances are read once for an account and come with one of its rows only, whatever its grants: OFFSET keeps the reading apart.
 */
export async function loadBooks(tx: Queryable, ids: readonly string[]): Promise<LoadedBooks> {
  const rows = await tx.$queryRaw<BookRow[]>`
    SELECT a.id AS account_id, a.status, a.currency AS account_currency, a.time_zone, a.available AS account_available, a.held AS account_held,
      a.debt, a.debt_limit, a.version, ${asInstant('a.last_transaction_at')} AS last_transaction_at,
      a.plan_key, a.next_plan_key, ${asInstant('a.next_plan_at')} AS next_plan_at, a.has_quotas,
      ${asInstant('clock_timestamp()')} AS now, ${GRANT_COLUMNS},
      CASE WHEN row_number() OVER (PARTITION BY a.id) = 1 THEN a.holds END AS holds,
      CASE WHEN row_number() OVER (PARTITION BY a.id) = 1 THEN a.allowances END AS allowances
    FROM (
      SELECT a.*, (${HOLDS_OF_ACCOUNT}) AS holds, (${ALLOWANCES_OF_ACCOUNT}) AS allowances
      FROM account a WHERE a.id = ANY(${ids}::uuid[]) OFFSET 0) a
    LEFT JOIN "grant" g ON g.account_id = a.id AND (g.available > 0 OR g.pending > 0 OR g.held > 0)`
  const books = new Map<string, Book & { grants: Map<string, Grant> }>()
  for (const row of rows) {
    const book = books.get(row.account_id) ?? { ...toBook(row), grants: new Map<string, Grant>() }
    if (row.id !== null) book.grants.set(row.id, toGrant({ ...row, id: row.id }))
    books.set(row.account_id, { ...book, ...toParts(row) })
  }
  return { books, now: rows[0]?.now ?? 0n }
}

export async function findBook(tx: Queryable, accountId: string): Promise<Book | null> {
  return (await loadBooks(tx, [accountId])).books.get(accountId) ?? null
}

/** Grants by id, whatever is left in them. */
export async function listGrants(tx: Queryable, accountId: string, ids: readonly string[]): Promise<Grant[]> {
  const rows = await tx.$queryRaw<GrantRow[]>`
    SELECT ${GRANT_COLUMNS} FROM "grant" g WHERE g.account_id = ${accountId}::uuid AND g.id = ANY(${ids}::uuid[])`
  return rows.map(toGrant)
}

export async function findTransaction(tx: Queryable, accountId: string, seq: bigint): Promise<Transaction | null> {
  const [row] = await tx.$queryRaw<TransactionRow[]>`
    SELECT seq, kind, amount, available_after, held_after, debt_after, actor, reason, reverses,
      ${asInstant('recorded_at')} AS recorded_at, ${asInstant('effective_at')} AS effective_at
    FROM ledger_transaction WHERE account_id = ${accountId}::uuid AND seq = ${seq}`
  if (!row) return null
  const entries = await tx.$queryRaw<EntryRow[]>`
    SELECT grant_id, from_bucket, to_bucket, amount FROM ledger_entry WHERE account_id = ${accountId}::uuid AND seq = ${seq} ORDER BY n`
  return {
    seq: row.seq,
    kind: row.kind,
    amount: row.amount,
    availableAfter: row.available_after,
    heldAfter: row.held_after,
    debtAfter: row.debt_after,
    recordedAt: row.recorded_at,
    effectiveAt: row.effective_at,
    actor: row.actor,
    reason: row.reason,
    reverses: row.reverses,
    entries: entries.map(toEntry),
  }
}

/** The reversal of a transaction, if there is one. */
export async function findReversalSeq(tx: Queryable, accountId: string, seq: bigint): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ seq: bigint }[]>`
    SELECT seq FROM ledger_transaction WHERE account_id = ${accountId}::uuid AND reverses = ${seq}`
  return row?.seq ?? null
}
