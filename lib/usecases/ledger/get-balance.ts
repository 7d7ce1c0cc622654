import { z } from 'zod'
import { findBook } from '@/lib/db/ledger'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { notFound } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { defineQuery } from '../define'
import { accountNamed } from './account-named'

/** What an account has now. Due expiries and grants are counted in as the ledger will post them with its next transaction. */
export const getBalance = defineQuery({
  name: 'ledger.get-balance',
  input: z.strictObject({ account: AccountId.optional() }),
  allow: scope('balance:read'),
  run: async ({ account }, { tx, caller, now }) => {
    const book = await findBook(tx, accountNamed(caller, account, '/account'))
    if (!book) throw notFound('account')
    return { book: planSettlement(book, now).book, version: book.version, at: now }
  },
})
