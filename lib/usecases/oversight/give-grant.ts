import { GiveGrantInput } from '@/lib/domain/oversight/inputs'
import { either, job, staff } from '../allow'
import { defineUsecase } from '../define'
import { postGrant } from '../ledger/post-grant'

/** Brings tokens into an account by the seller's own hand, once under its key. */
export const giveGrant = defineUsecase({
  name: 'oversight.give-grant',
  input: GiveGrantInput,
  allow: either(staff('finance', 'admin'), job),
  isSafeTwice: true,
  run: async ({ tokens, ...grant }, work) => postGrant(work, { ...grant, amount: tokens }),
})
