import { RemoveOwnLimitInput } from '@/lib/domain/quotas/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { removeOwnLimit } from './own-limit'

/** Takes a budget of the account's own away. */
export const removeBudget = defineUsecase({
  name: 'quotas.remove-budget',
  input: RemoveOwnLimitInput,
  allow: role('owner', 'billing'),
  run: (input, work) => removeOwnLimit(input, 'tell', work),
})
