import type { Instant } from '../instants'
import { Refusal } from '../refusals'
import { TOKENS_MAX, type Tokens } from '../tokens'
import {
  type Book,
  type Bucket,
  type Entry,
  GRANT_BUCKETS,
  type Grant,
  type GrantBucket,
  type Transaction,
  type TransactionKind,
} from './model'

/** What is to be posted; the book gives it its number, its time and its totals. */
export interface Draft {
  kind: TransactionKind
  entries: readonly Entry[]
  actor: string
  reason: string
  /** When it is true, if that is not when it is recorded. */
  effectiveAt?: Instant
  reverses?: bigint
  /** Grants that come into being with this transaction. */
  newGrants?: readonly Omit<Grant, GrantBucket | 'createdSeq'>[]
}

export interface Posted {
  book: Book
  transaction: Transaction
}

/** A book may hold nine full amounts, those to come included: the most that its totals can count in a PostgreSQL bigint. */
const BOOK_MAX: Tokens = 9n * TOKENS_MAX

/** Time under the lock: never earlier than the clock, always later than the last transaction. */
export function nextInstant(book: Book, clock: Instant): Instant {
  const after = book.lastTransactionAt === null ? clock : book.lastTransactionAt + 1n
  return after > clock ? after : clock
}

/**
 * Applies the draft and returns the new book with the transaction. Pure; the old book is left as it was.
 * Throws a RangeError when a bucket would go negative (a defect of the plan), and refuses totals above 9 x 10^15 tokens.
 */
export function post(book: Book, draft: Draft, clock: Instant): Posted {
  const seq = book.version + 1n
  const recordedAt = nextInstant(book, clock)
  const grants = new Map(book.grants)
  for (const grant of draft.newGrants ?? []) grants.set(grant.id, { ...emptyBuckets(), ...grant, createdSeq: seq })
  for (const entry of draft.entries) applyToGrant(grants, entry)

  const after: Book = {
    ...book,
    available: book.available + flow(draft.entries, 'available'),
    held: book.held + flow(draft.entries, 'held'),
    debt: book.debt + flow(draft.entries, 'debt'),
    version: seq,
    lastTransactionAt: recordedAt,
    grants,
  }
  if ((grows(draft) && stockOf(after) > BOOK_MAX) || after.debt > BOOK_MAX) {
    throw new Refusal('amount-too-large', { detail: 'The account cannot hold more than 9,000,000,000,000,000 tokens.' })
  }
  const transaction: Transaction = {
    seq,
    kind: draft.kind,
    amount: transactionAmount(draft.kind, draft.entries),
    availableAfter: after.available,
    heldAfter: after.held,
    debtAfter: after.debt,
    recordedAt,
    effectiveAt: draft.effectiveAt ?? recordedAt,
    actor: draft.actor,
    reason: draft.reason,
    reverses: draft.reverses ?? null,
    entries: draft.entries,
  }
  return { book: after, transaction }
}

/**
 * A transaction's amount is the sum of its entries, each token counted once: a move into another grant counts where it
 * arrives, and a debt's repayment counts what the grants paid.
 */
export function transactionAmount(kind: TransactionKind, entries: readonly Entry[]): Tokens {
  return entries
    .filter((entry) => entry.to !== 'rolledOver' && !(kind === 'debt' && entry.grantId === null))
    .reduce((sum, entry) => sum + entry.amount, 0n)
}

function flow(entries: readonly Entry[], bucket: Bucket): Tokens {
  return entries.reduce((sum, e) => sum + (e.to === bucket ? e.amount : 0n) - (e.from === bucket ? e.amount : 0n), 0n)
}

/** Whether tokens come into being or come back; what takes effect was counted when it was granted. */
function grows({ entries }: Draft): boolean {
  return entries.some(({ from, to }) => from !== 'pending' && (to === 'available' || to === 'pending'))
}

/** All that is or will be there to spend. */
function stockOf(book: Book): Tokens {
  return [...book.grants.values()].reduce((sum, grant) => sum + grant.pending, book.available + book.held)
}

function emptyBuckets(): Record<GrantBucket, Tokens> {
  return { pending: 0n, available: 0n, held: 0n, spent: 0n, expired: 0n, revoked: 0n, refunded: 0n, rolledOver: 0n }
}

function applyToGrant(grants: Map<string, Grant>, entry: Entry): void {
  if (entry.amount <= 0n) throw new RangeError(`An entry moves a positive amount, not ${entry.amount}.`)
  if (entry.grantId === null) return
  const grant = grants.get(entry.grantId)
  if (!grant) throw new RangeError(`Entry of grant ${entry.grantId}, which is not in the book.`)
  const moved: Record<string, unknown> = { ...grant }
  if (isGrantBucket(entry.from)) moved[entry.from] = grant[entry.from] - entry.amount
  if (isGrantBucket(entry.to)) moved[entry.to] = grant[entry.to] + entry.amount
  const next = moved as unknown as Grant
  if (isGrantBucket(entry.from) && next[entry.from] < 0n)
    throw new RangeError(`Grant ${grant.id} would have negative ${entry.from}.`)
  grants.set(grant.id, next)
}

function isGrantBucket(bucket: Bucket): bucket is GrantBucket {
  return (GRANT_BUCKETS as readonly string[]).includes(bucket)
}
