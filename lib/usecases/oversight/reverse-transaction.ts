import { findReversalSeq, findTransaction } from '@/lib/db/ledger'
import { planReversal, reversalShortfall } from '@/lib/domain/ledger/plan-reversal'
import { ReverseTransactionInput } from '@/lib/domain/oversight/inputs'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { changeBook } from '../ledger/change-book'
import { withKey } from '../ledger/with-key'

/** Staff takes one transaction back by its mirror image, once. Answers with what could not be taken back. */
export const reverseTransaction = defineUsecase({
  name: 'oversight.reverse-transaction',
  input: ReverseTransactionInput,
  allow: staff('operator', 'finance', 'admin'),
  isSafeTwice: true,
  run: async ({ accountId, seq, reason, key }, work) => {
    const reversed = await findTransaction(work.tx, accountId, seq)
    if (!reversed) throw notFound('transaction')
    const deed = { accountId, source: 'reversal', key, request: { seq: `${seq}`, reason } }
    const done = await withKey(work, deed, async () => {
      const earlier = await findReversalSeq(work.tx, accountId, seq)
      if (earlier !== null) {
        throw new Refusal('already-reversed', {
          detail: `Transaction ${seq} was reversed before, by transaction ${earlier}.`,
        })
      }
      const by = { actor: work.actor, reason }
      const transaction = await changeBook(
        work.tx,
        work.house,
        accountId,
        (book, now) => planReversal(book, reversed, by, work.newId, now),
        reversed,
      )
      const shortfall = reversalShortfall(reversed, transaction)
      work.audit({
        accountId,
        subject: `transaction:${seq}`,
        reason,
        detail: { reversedBy: `${transaction.seq}`, shortfall: `${shortfall}` },
      })
      return transaction
    })
    return { ...done, shortfall: reversalShortfall(reversed, done.transaction) }
  },
})
