import { OwnLimitInput } from '@/lib/domain/quotas/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { setOwnLimit } from './own-limit'

/** Sets an amount for a day, week or month of whose shares the account is told; it never stops anything. Setting it again changes it. */
export const setBudget = defineUsecase({
  name: 'quotas.set-budget',
  input: OwnLimitInput,
  allow: role('owner', 'billing'),
  run: (input, work) => setOwnLimit(input, 'tell', work),
})
