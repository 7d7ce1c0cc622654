import type { Instant } from '@/lib/domain/instants'
import type { Book, Bucket, Entry, Grant, GrantSource, Transaction, TransactionKind } from '@/lib/domain/ledger/model'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** Locks the accounts in the order of their ids and returns the ids it got. Locked or unknown ones are missing when `skipLocked`. */
export async function lockAccounts(tx: Queryable, ids: readonly string[], skipLocked = false): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM account WHERE id = ANY(${ids}::uuid[]) ORDER BY id
    FOR NO KEY UPDATE ${skipLocked ? Prisma.sql`SKIP LOCKED` : Prisma.empty}`
  return rows.map((row) => row.id)
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

/** The accounts with their open grants. Under the lock this is the truth; without it, one snapshot. */
export async function loadBooks(tx: Queryable, ids: readonly string[]): Promise<LoadedBooks> {
  const rows = await tx.$queryRaw<BookRow[]>`
    SELECT a.id AS account_id, a.status, a.currency AS account_currency, a.time_zone, a.available AS account_available, a.held AS account_held,
      a.debt, a.debt_limit, a.version, ${asInstant('a.last_transaction_at')} AS last_transaction_at,
      ${asInstant('clock_timestamp()')} AS now, ${GRANT_COLUMNS}
    FROM account a
    LEFT JOIN "grant" g ON g.account_id = a.id AND (g.available > 0 OR g.pending > 0 OR g.held > 0)
    WHERE a.id = ANY(${ids}::uuid[])`
  const books = new Map<string, Book & { grants: Map<string, Grant> }>()
  for (const row of rows) {
    const book = books.get(row.account_id) ?? { ...toBook(row), grants: new Map<string, Grant>() }
    if (row.id !== null) book.grants.set(row.id, toGrant({ ...row, id: row.id }))
    books.set(row.account_id, book)
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

/** TypeScript says rolledOver, SQL says rolled_over; all other buckets have one name. */
export function bucketToColumn(bucket: Bucket): string {
  return bucket === 'rolledOver' ? 'rolled_over' : bucket
}

function bucketFromColumn(column: string): Bucket {
  return column === 'rolled_over' ? 'rolledOver' : (column as Bucket)
}

const GRANT_COLUMNS = Prisma.sql`g.id, g.source, g.name, g.priority,
  ${asInstant('g.effective_at')} AS effective_at, ${asInstant('g.expires_at')} AS expires_at,
  g.amount, g.pending, g.available, g.held, g.spent, g.expired, g.revoked, g.refunded, g.rolled_over, g.cost_cents, g.currency,
  g.allowed_actions, g.actor, g.reason, g.origin_grant_id, g.created_seq`

interface GrantRow {
  id: string
  source: GrantSource
  name: string
  priority: number
  effective_at: Instant
  expires_at: Instant | null
  amount: bigint
  pending: bigint
  available: bigint
  held: bigint
  spent: bigint
  expired: bigint
  revoked: bigint
  refunded: bigint
  rolled_over: bigint
  cost_cents: bigint
  currency: string
  allowed_actions: string[]
  actor: string
  reason: string
  origin_grant_id: string | null
  created_seq: bigint
}

interface AccountRow {
  account_id: string
  status: Book['status']
  account_currency: string
  time_zone: string
  account_available: bigint
  account_held: bigint
  debt: bigint
  debt_limit: bigint
  version: bigint
  last_transaction_at: Instant | null
  now: Instant
}

type BookRow = AccountRow & Omit<GrantRow, 'id'> & { id: string | null }

interface TransactionRow {
  seq: bigint
  kind: TransactionKind
  amount: bigint
  available_after: bigint
  held_after: bigint
  debt_after: bigint
  recorded_at: Instant
  effective_at: Instant
  actor: string
  reason: string
  reverses: bigint | null
}

interface EntryRow {
  grant_id: string | null
  from_bucket: string
  to_bucket: string
  amount: bigint
}

function toBook(row: AccountRow): Omit<Book, 'grants'> {
  return {
    accountId: row.account_id,
    status: row.status,
    currency: row.account_currency,
    timeZone: row.time_zone,
    available: row.account_available,
    held: row.account_held,
    debt: row.debt,
    debtLimit: row.debt_limit,
    version: row.version,
    lastTransactionAt: row.last_transaction_at,
  }
}

function toGrant(row: GrantRow): Grant {
  return {
    id: row.id,
    source: row.source,
    name: row.name,
    priority: row.priority,
    effectiveAt: row.effective_at,
    expiresAt: row.expires_at,
    amount: row.amount,
    pending: row.pending,
    available: row.available,
    held: row.held,
    spent: row.spent,
    expired: row.expired,
    revoked: row.revoked,
    refunded: row.refunded,
    rolledOver: row.rolled_over,
    costCents: row.cost_cents,
    currency: row.currency,
    allowedActions: row.allowed_actions,
    actor: row.actor,
    reason: row.reason,
    originGrantId: row.origin_grant_id,
    createdSeq: row.created_seq,
  }
}

function toEntry(row: EntryRow): Entry {
  return {
    grantId: row.grant_id,
    from: bucketFromColumn(row.from_bucket),
    to: bucketFromColumn(row.to_bucket),
    amount: row.amount,
  }
}
