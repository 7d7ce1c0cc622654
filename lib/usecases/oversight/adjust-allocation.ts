import type { z } from 'zod'
import type { Transaction } from '@/lib/domain/ledger/model'
import { planRevocation } from '@/lib/domain/ledger/plan-grant'
import { AdjustAllocationInput } from '@/lib/domain/oversight/inputs'
import { staff } from '../allow'
import { defineUsecase, type Work } from '../define'
import { changeBook } from '../ledger/change-book'
import { postGrant } from '../ledger/post-grant'
import { withKey } from '../ledger/with-key'

/** Staff gives or takes tokens, with a reason that the customer reads. Taking is bounded by what is available. */
export const adjustAllocation = defineUsecase({
  name: 'oversight.adjust-allocation',
  input: AdjustAllocationInput,
  allow: staff('operator', 'finance', 'admin'),
  isSafeTwice: true,
  run: async (input, work) => {
    if (input.direction === 'remove') return remove(input, work)
    const { accountId, tokens: amount, reason, name, expiresAt } = input
    const key = keyOf(input.key)
    return postGrant(work, {
      accountId,
      key,
      source: 'adjustment',
      name,
      amount,
      reason,
      expiresAt,
      kind: 'adjustment',
    })
  },
})

/** One for both directions, beside the keys of other grants: a dialog's key moves once, whatever its second click says. */
function keyOf(key: string): string {
  return `adjustment:${key}`
}

async function remove({ accountId, tokens, reason, key }: z.output<typeof AdjustAllocationInput>, work: Work) {
  const deed = { accountId, source: 'grant', key: keyOf(key), request: { removed: `${tokens}`, reason } }
  return withKey(work, deed, async (): Promise<Transaction> => {
    const transaction = await changeBook(work.tx, work.house, accountId, (book, now) =>
      planRevocation(book, tokens, { actor: work.actor, reason }, now),
    )
    work.audit({ accountId, subject: `transaction:${transaction.seq}`, reason, detail: { removed: `${tokens}` } })
    return transaction
  })
}
