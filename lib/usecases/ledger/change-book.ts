import type { Queryable } from '@/lib/db/client'
import { listGrants, loadBooks, lockAccounts } from '@/lib/db/ledger'
import { bookWrites } from '@/lib/db/ledger-writes'
import { executeTogether } from '@/lib/db/statements'
import type { Instant } from '@/lib/domain/instants'
import type { Book, Transaction } from '@/lib/domain/ledger/model'
import { planDebtPayment, settle } from '@/lib/domain/ledger/plan-settlement'
import { type Draft, nextInstant, OpenBook } from '@/lib/domain/ledger/posting'
import { notFound } from '@/lib/domain/refusals'
import type { House } from '../define'

export interface ChangedBook {
  book: Book
  /** The transaction of the draft; settlements before it and a debt payment after it are in the ledger too. */
  transaction: Transaction
}

/**
 * One change of one account: locks it, settles what is due, lets `plan` draft the change on the settled book, posts it, pays
 * debt from what became available, writes. `touching` is a transaction whose grants the plan needs, spent ones included.
 */
export async function changeBook(
  tx: Queryable,
  house: House,
  accountId: string,
  plan: (book: Book, now: Instant) => Draft,
  touching: Transaction | null = null,
): Promise<ChangedBook> {
  const [locked] = await lockAccounts(tx, [accountId])
  if (!locked) throw notFound('account')
  const { books, now: databaseNow } = await loadBooks(tx, [accountId])
  const before = await withGrants(tx, books.get(accountId), touching)
  const now = nextInstant(before, house.clock?.() ?? databaseNow)
  const open = new OpenBook(before)
  settle(open, now)
  const transaction = open.post(plan(open.book, now), now)
  const payment = planDebtPayment(open.book, transaction.recordedAt)
  if (payment) open.post(payment, now)
  await executeTogether(tx, bookWrites([open]))
  return { book: open.book, transaction }
}

async function withGrants(tx: Queryable, book: Book | undefined, touched: Transaction | null): Promise<Book> {
  if (!book) throw notFound('account')
  const missing = (touched?.entries ?? []).flatMap(({ grantId }) =>
    grantId === null || book.grants.has(grantId) ? [] : [grantId],
  )
  if (missing.length === 0) return book
  const grants = await listGrants(tx, book.accountId, missing)
  return { ...book, grants: new Map([...book.grants, ...grants.map((grant) => [grant.id, grant] as const)]) }
}
