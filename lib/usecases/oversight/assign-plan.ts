import { AssignPlanInput } from '@/lib/domain/oversight/inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'
import { changePlan } from '../subscriptions/change-plan'

/**
 * Puts an account on a plan: at once when it brings more, else from the end of the running period. Said again it changes nothing;
 * the plan that runs withdraws whatever was to follow it.
 */
export const assignPlan = defineUsecase({
  name: 'oversight.assign-plan',
  input: AssignPlanInput,
  allow: either(staff('finance', 'admin'), job),
  run: async (input, work) => changePlan(work, input),
})
