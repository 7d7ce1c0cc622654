import type { Queryable } from '@/lib/db/client'
import { listGrants, loadBooks, lockAccounts } from '@/lib/db/ledger'
import { bookWrites } from '@/lib/db/ledger-writes'
import { executeTogether } from '@/lib/db/statements'
import type { Instant } from '@/lib/domain/instants'
import type { Book, Transaction } from '@/lib/domain/ledger/model'
import { planDebtPayment, settle } from '@/lib/domain/ledger/plan-settlement'
import { nextInstant, OpenBook } from '@/lib/domain/ledger/posting'
import { notFound } from '@/lib/domain/refusals'
import type { House } from '../define'

/**
 * Work in one account's book: locks the account, settles what is due, lets `run` write in it, settles what that made due (a period
 * that has begun), pays debt from what became available, writes. `touching` is a transaction whose grants are needed, spent ones included.
 */
export async function inBook<T>(
  tx: Queryable,
  house: House,
  accountId: string,
  run: (open: OpenBook, now: Instant) => T | Promise<T>,
  touching: Transaction | null = null,
): Promise<T> {
  const [locked] = await lockAccounts(tx, [accountId])
  if (!locked) throw notFound('account')
  const { books, now: databaseNow } = await loadBooks(tx, [accountId])
  const before = await withGrants(tx, books.get(accountId), touching)
  const now = nextInstant(before, house.clock?.() ?? databaseNow)
  const open = new OpenBook(before)
  settle(open, now)
  const result = await run(open, now)
  settle(open, now)
  const payment = planDebtPayment(open.book, open.book.lastTransactionAt ?? now)
  if (payment) open.post(payment, now)
  await executeTogether(tx, bookWrites([open]))
  return result
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
