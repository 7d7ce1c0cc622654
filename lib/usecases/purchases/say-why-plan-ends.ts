import { SayWhyInput } from '@/lib/domain/purchases/order-inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'

/** Keeps what somebody says of why they canceled: for the seller, in the audit log. Nothing depends on it. */
export const sayWhyPlanEnds = defineUsecase({
  name: 'purchases.say-why-plan-ends',
  input: SayWhyInput,
  allow: role('owner', 'billing'),
  run: async ({ accountId, why, words }, work): Promise<void> => {
    work.audit({ accountId, subject: `account:${accountId}`, detail: { why, words } })
  },
})
