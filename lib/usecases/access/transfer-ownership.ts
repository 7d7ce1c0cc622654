import { updateMemberRole } from '@/lib/db/access-members'
import { MemberInput } from '@/lib/domain/access/inputs'
import { Refusal } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { requireMember, requireStillOwner } from './require-member'

/** Makes another member an owner in the place of the one who asks, who stays as billing manager. */
export const transferOwnership = defineUsecase({
  name: 'access.transfer-ownership',
  input: MemberInput,
  allow: role('owner'),
  run: async ({ accountId, userId }, work) => {
    const { userId: giver } = work.caller
    if (userId === giver) {
      throw new Refusal('conflict', {
        detail: 'You are an owner already. Choose somebody else.',
        facts: { rule: 'own-ownership' },
      })
    }
    const { members } = await requireMember(work, accountId, userId)
    requireStillOwner(members, giver)
    await updateMemberRole(work.tx, accountId, userId, 'owner')
    await updateMemberRole(work.tx, accountId, giver, 'billing')
    work.audit({ accountId, subject: `account:${accountId}`, detail: { ownerBefore: giver, ownerAfter: userId } })
  },
})
