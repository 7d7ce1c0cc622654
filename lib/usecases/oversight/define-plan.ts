import { isDeepStrictEqual } from 'node:util'
import { findPlan, putPlan } from '@/lib/db/catalogue-plans'
import { DefinePlanInput } from '@/lib/domain/catalogue/plan-inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'

/** Puts a plan on sale, or changes what it brings from now on. Saying the same again changes nothing. */
export const definePlan = defineUsecase({
  name: 'oversight.define-plan',
  input: DefinePlanInput,
  allow: either(staff('finance', 'admin'), job),
  run: async (plan, work) => {
    const before = await findPlan(work.tx, plan.key)
    if (isDeepStrictEqual(before, plan)) return work.unchanged()
    await putPlan(work.tx, plan, work.now)
    work.audit({ subject: `plan:${plan.key}`, detail: { before: inText(before), after: inText(plan) } })
  },
})

/** JSON knows no bigint. */
function inText(facts: object | null): unknown {
  return JSON.parse(JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)))
}
