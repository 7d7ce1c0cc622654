import { putDebtLimit } from '@/lib/db/ledger-debt-limits'
import type { Tokens } from '@/lib/domain/tokens'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'

/** Lets an account owe so much from now on, within the work of another verb. The instant is taken under the lock, as those of charges are. */
export async function changeDebtLimit(work: Work, accountId: string, limit: Tokens): Promise<void> {
  await inBook(work.tx, work.house, accountId, async (open, now) => {
    if (open.book.debtLimit !== limit) await putDebtLimit(work.tx, accountId, { limit, at: now, actor: work.actor })
  })
}
