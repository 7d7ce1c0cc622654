import { config } from '@/lib/config'
import { listDueAccounts, loadBooks, lockAccounts } from '@/lib/db/ledger'
import { bookWrites } from '@/lib/db/ledger-writes'
import { executeTogether } from '@/lib/db/statements'
import { inTransaction, withRetry } from '@/lib/db/transactions'
import type { Instant } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { settle } from '@/lib/domain/ledger/plan-settlement'
import { nextInstant, OpenBook } from '@/lib/domain/ledger/posting'
import { Refusal } from '@/lib/domain/refusals'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'

/** Accounts in one batch: enough that a round trip serves many, few enough that nobody waits long for a lock. */
const ACCOUNTS_MAX = 100
/** Transactions written together: accounts that slept for months do not make one write of minutes. */
const TRANSACTIONS_MAX = 1000

/**
 * Settles the next accounts in which something is due: posts what time alone has brought about. No answer waits for it, since every
 * change settles first and every read projects; it makes reports and letters prompt. Accounts that somebody holds are left out, they
 * are being settled by that. It may be done twice, or be cut off anywhere: what is settled is due no more.
 */
export const settleDue = defineDirect({
  name: 'ledger.settle-due',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> => {
    const count = Math.min(ACCOUNTS_MAX, config().LEDGER_BATCH_ACCOUNTS)
    const now = house.clock?.() ?? null
    const due = await withRetry(() => listDueAccounts(house.db, now, placeFromText(after), count))
    const tally: Tally = { accounts: 0, transactions: 0, failures: [] }
    await settleEach(
      due.map(({ id }) => id),
      house,
      tally,
    )
    const last = due.length < count ? undefined : due.at(-1)
    const { failures, ...counts } = tally
    return { counts, failures, next: last ? placeToText(last) : null }
  },
})

interface Tally {
  accounts: number
  transactions: number
  failures: string[]
}

async function settleEach(ids: readonly string[], house: House, tally: Tally): Promise<void> {
  if (ids.length === 0) return
  let left: string[]
  try {
    left = await settleTogether(ids, house, tally)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'unavailable') throw error
    return settleApart(ids, house, tally, error)
  }
  return settleEach(left, house, tally)
}

/** After an error in the data the halves are tried alone, so that one bad account fails by itself. */
async function settleApart(ids: readonly string[], house: House, tally: Tally, error: unknown): Promise<void> {
  if (ids.length === 1) {
    tally.failures.push(failureLine(`account ${ids[0]}`, error))
    return
  }
  const middle = Math.ceil(ids.length / 2)
  await settleEach(ids.slice(0, middle), house, tally)
  await settleEach(ids.slice(middle), house, tally)
}

/** Settles the accounts in one transaction; returns those for which there was no room in it. */
async function settleTogether(ids: readonly string[], house: House, tally: Tally): Promise<string[]> {
  const { settled, left } = await inTransaction(house.db, async (tx) => {
    const locked = await lockAccounts(tx, ids, true)
    const { books, now } = await loadBooks(tx, locked)
    const planned = planBatch([...books.values()], house.clock?.() ?? now)
    await executeTogether(tx, bookWrites(planned.settled))
    return planned
  })
  tally.accounts += settled.length
  tally.transactions += settled.reduce((sum, { transactions }) => sum + transactions.length, 0)
  return left
}

/** The settled books, as many as there is room for; those in which nothing is due any more need none. */
function planBatch(books: readonly Book[], clock: Instant): { settled: OpenBook[]; left: string[] } {
  const settled: OpenBook[] = []
  let room = TRANSACTIONS_MAX
  for (const [i, book] of books.entries()) {
    if (room <= 0) return { settled, left: books.slice(i).map(({ accountId }) => accountId) }
    const open = new OpenBook(book)
    settle(open, nextInstant(book, clock))
    if (open.transactions.length > 0) settled.push(open)
    room -= open.transactions.length
  }
  return { settled, left: [] }
}
