import { z } from 'zod'
import { loadBooks } from '@/lib/db/ledger'
import { withRetry } from '@/lib/db/transactions'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { balanceOf } from '@/lib/domain/ledger/wire'
import { notFound } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { defineDirect } from '../define'
import { accountNamed } from './account-named'

/** What an account has now, in one statement. Due expiries and grants are counted in as the ledger will post them with its next transaction. */
export const getBalance = defineDirect({
  name: 'ledger.get-balance',
  input: z.strictObject({ account: AccountId.optional() }),
  allow: scope('balance:read'),
  run: async ({ account }, caller, house) => {
    const accountId = accountNamed(caller, account, '/account')
    const { books, now } = await withRetry(() => loadBooks(house.db, [accountId]))
    const book = books.get(accountId)
    if (!book) throw notFound('account')
    return balanceOf(book, house.clock?.() ?? now)
  },
})
