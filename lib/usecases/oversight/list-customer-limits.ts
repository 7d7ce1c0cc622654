import { z } from 'zod'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { staff } from '../allow'
import { defineQuery } from '../define'
import { viewLimits } from '../quotas/change-limits'

/** The limits of any account, as its members see them. */
export const listCustomerLimits = defineQuery({
  name: 'oversight.list-customer-limits',
  input: z.strictObject({ accountId: AccountId }),
  allow: staff(...STAFF_ROLES),
  run: ({ accountId }, work) => viewLimits(work, accountId),
})
