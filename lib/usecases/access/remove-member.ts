import { deleteMember } from '@/lib/db/access-members'
import { MemberInput } from '@/lib/domain/access/inputs'
import { requireOwnerLeft } from '@/lib/domain/access/members'
import { anyRole } from '../allow'
import { defineUsecase, forbidden } from '../define'
import { requireMember } from './require-member'

/** Ends somebody's membership: owners remove anybody, everybody may leave. */
export const removeMember = defineUsecase({
  name: 'access.remove-member',
  input: MemberInput,
  allow: anyRole,
  run: async ({ accountId, userId }, work) => {
    const { members, member } = await requireMember(work, accountId, userId)
    const ownRole = members.find((one) => one.userId === work.caller.userId)?.role
    if (userId !== work.caller.userId && ownRole !== 'owner') throw forbidden('Only owners remove other members.')
    requireOwnerLeft(members, userId, null)
    await deleteMember(work.tx, accountId, userId)
    work.audit({ accountId, subject: `user:${userId}`, detail: { removed: member.role } })
  },
})
