import { cancelInvitations } from '@/lib/db/access-mail-tokens'
import { WithdrawInvitationInput } from '@/lib/domain/access/inputs'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'

/** Takes an invitation back: its link stops working. */
export const withdrawInvitation = defineUsecase({
  name: 'access.withdraw-invitation',
  input: WithdrawInvitationInput,
  allow: role('owner'),
  run: async ({ accountId, email }, work) => {
    if ((await cancelInvitations(work.tx, accountId, email, work.now)) === 0) throw notFound('invitation')
    work.audit({ accountId, subject: `account:${accountId}`, detail: { invitationWithdrawn: email } })
  },
})
