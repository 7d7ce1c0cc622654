import { EndSubscriptionInput } from '@/lib/domain/oversight/inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'
import { endPlan } from '../subscriptions/end-plan'

/** Ends an account's plan with its running period. Until then, assigning the same plan again undoes it. */
export const endSubscription = defineUsecase({
  name: 'oversight.end-subscription',
  input: EndSubscriptionInput,
  allow: either(staff('finance', 'admin'), job),
  run: async (input, work) => ({ endsAt: await endPlan(work, input) }),
})
