import { z } from 'zod'
import { AccountIdInput } from '@/lib/domain/access/inputs'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { viewLimits } from './change-limits'

/** Every quota, cap and budget of the account: what is used of each, when it clears, and how often it refused in seven days. */
export const listLimits = defineQuery({
  name: 'quotas.list-limits',
  input: z.strictObject({ accountId: AccountIdInput }),
  allow: anyRole,
  run: ({ accountId }, work) => viewLimits(work, accountId),
})
