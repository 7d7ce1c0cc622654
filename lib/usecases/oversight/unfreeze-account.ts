import { updateAccountFrozen } from '@/lib/db/accounts'
import { lockAccounts } from '@/lib/db/ledger'
import { UnfreezeAccountInput } from '@/lib/domain/oversight/inputs'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { staff } from '../allow'
import { defineUsecase } from '../define'

/** Lets an account that a dispute froze use and buy again, with a reason. What it owes it owes still. */
export const unfreezeAccount = defineUsecase({
  name: 'oversight.unfreeze-account',
  input: UnfreezeAccountInput,
  allow: staff('finance', 'admin'),
  isSafeTwice: true,
  run: async ({ accountId, reason }, work) => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    if (!locked) throw notFound('account')
    if (!(await updateAccountFrozen(work.tx, accountId, false))) {
      throw new Refusal('conflict', {
        detail: 'The account is not frozen. Nothing was changed.',
        facts: { rule: 'not-frozen' },
      })
    }
    work.audit({ accountId, subject: `account:${accountId}`, reason, detail: { frozen: false } })
  },
})
