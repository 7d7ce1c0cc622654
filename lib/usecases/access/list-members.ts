import { z } from 'zod'
import { type Invitation, listInvitations } from '@/lib/db/access-mail-tokens'
import { listMembers as list } from '@/lib/db/access-members'
import { AccountIdInput } from '@/lib/domain/access/inputs'
import type { Member } from '@/lib/domain/access/members'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

export interface MembersView {
  members: Member[]
  invitations: Invitation[]
}

/** Who belongs to the account, owners first, and who is invited. */
export const listMembers = defineQuery({
  name: 'access.list-members',
  input: z.strictObject({ accountId: AccountIdInput }),
  allow: anyRole,
  run: async ({ accountId }, { tx, now }): Promise<MembersView> => {
    return { members: await list(tx, accountId), invitations: await listInvitations(tx, accountId, now) }
  },
})
