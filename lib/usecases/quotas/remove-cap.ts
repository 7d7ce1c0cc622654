import { RemoveOwnLimitInput } from '@/lib/domain/quotas/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { removeOwnLimit } from './own-limit'

/** Takes a cap of the account's own away. */
export const removeCap = defineUsecase({
  name: 'quotas.remove-cap',
  input: RemoveOwnLimitInput,
  allow: role('owner', 'billing'),
  run: (input, work) => removeOwnLimit(input, 'stop', work),
})
