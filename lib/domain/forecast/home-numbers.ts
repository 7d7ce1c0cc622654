import { costCentsLeft } from '../ledger/cost-left'
import type { Book } from '../ledger/model'
import { compareSpendOrder } from '../ledger/spend-order'
import type { HomeView } from './views'

/** What the home page says of the tokens; the book is settled to the moment that it is read. */
export function homeNumbers(book: Book): Pick<HomeView, 'available' | 'held' | 'debt' | 'costCentsLeft' | 'grants'> {
  const grants = [...book.grants.values()]
  return {
    available: book.available,
    held: book.held,
    debt: book.debt,
    costCentsLeft: costCentsLeft(grants),
    grants: grants.filter((grant) => grant.available > 0n).sort(compareSpendOrder),
  }
}
