import { OwnLimitInput } from '@/lib/domain/quotas/inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { setOwnLimit } from './own-limit'

/** Sets the most that the account, a key or a member uses in a day, week or month; at it operations are refused. Setting it again changes it. */
export const setCap = defineUsecase({
  name: 'quotas.set-cap',
  input: OwnLimitInput,
  allow: role('owner', 'billing'),
  run: (input, work) => setOwnLimit(input, 'stop', work),
})
