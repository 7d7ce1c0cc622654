import type { Book } from '@/lib/domain/ledger/model'
import type { LedgerTotals } from '@/lib/domain/oversight/agreement'
import type { Queryable } from './client'
import { loadBooks } from './ledger'

/** An account's book, and what the ledger's last transaction says of it. */
export interface BookWithTotals {
  readonly book: Book
  readonly ledger: LedgerTotals
}

/** A page of accounts in the order of their ids, after the given one. One that has no transaction of its version has nothing. */
export async function listBooksWithTotals(
  tx: Queryable,
  accountId: string | null,
  after: string | null,
  count: number,
): Promise<BookWithTotals[]> {
  const rows = await tx.$queryRaw<(LedgerTotals & { id: string })[]>`
    SELECT a.id, coalesce(t.seq, 0) AS version, coalesce(t.available_after, 0) AS available, coalesce(t.held_after, 0) AS held,
      coalesce(t.debt_after, 0) AS debt
    FROM account a LEFT JOIN ledger_transaction t ON t.account_id = a.id AND t.seq = a.version
    WHERE (${accountId}::uuid IS NULL OR a.id = ${accountId}::uuid) AND (${after}::uuid IS NULL OR a.id > ${after}::uuid)
    ORDER BY a.id LIMIT ${count}`
  const { books } = await loadBooks(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, ...ledger }) => {
    const book = books.get(id)
    return book ? [{ book, ledger }] : []
  })
}
