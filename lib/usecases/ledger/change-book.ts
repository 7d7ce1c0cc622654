import type { Queryable } from '@/lib/db/client'
import type { Instant } from '@/lib/domain/instants'
import type { Book, Transaction } from '@/lib/domain/ledger/model'
import type { Draft } from '@/lib/domain/ledger/posting'
import type { House } from '../define'
import { inBook } from './in-book'

/**
 * One transaction of one account, as `plan` drafts it on the settled book; returns it. Settlements before it and a debt payment after
 * it are in the ledger too. `touching` is a transaction whose grants the plan needs, spent ones included.
 */
export async function changeBook(
  tx: Queryable,
  house: House,
  accountId: string,
  plan: (book: Book, now: Instant) => Draft,
  touching: Transaction | null = null,
): Promise<Transaction> {
  return inBook(tx, house, accountId, (open, now) => open.post(plan(open.book, now), now), touching)
}
