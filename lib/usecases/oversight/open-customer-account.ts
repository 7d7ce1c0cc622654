import { OpenAccountInput } from '@/lib/domain/oversight/inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'
import { openAccount } from '../ledger/open-account'

/** Opens an account without members, for a customer who is served through the seller alone. */
export const openCustomerAccount = defineUsecase({
  name: 'oversight.open-customer-account',
  input: OpenAccountInput,
  allow: either(staff('operator', 'admin'), job),
  run: async (account, work) => ({ accountId: await openAccount(work, account) }),
})
