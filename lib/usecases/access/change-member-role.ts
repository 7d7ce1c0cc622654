import { updateMemberRole } from '@/lib/db/access-members'
import { ChangeMemberRoleInput } from '@/lib/domain/access/inputs'
import { requireOwnerLeft } from '@/lib/domain/access/members'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { requireMember, requireStillOwner } from './require-member'

/** Gives a member another role; in force from the member's next request on. */
export const changeMemberRole = defineUsecase({
  name: 'access.change-member-role',
  input: ChangeMemberRoleInput,
  allow: role('owner'),
  run: async ({ accountId, userId, role: newRole }, work) => {
    const { members, member } = await requireMember(work, accountId, userId)
    requireStillOwner(members, work.caller.userId)
    requireOwnerLeft(members, userId, newRole)
    await updateMemberRole(work.tx, accountId, userId, newRole)
    work.audit({ accountId, subject: `user:${userId}`, detail: { from: member.role, to: newRole } })
  },
})
