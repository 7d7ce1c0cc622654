import { listMembers } from '@/lib/db/access-members'
import type { Member } from '@/lib/domain/access/members'
import { notFound } from '@/lib/domain/refusals'
import { forbidden, type Work } from '../define'

/** The account's members, locked for a change, and the one of them that it is about; "not found" when the person is none. */
export async function requireMember(
  work: Work,
  accountId: string,
  userId: string,
): Promise<{ members: Member[]; member: Member }> {
  const members = await listMembers(work.tx, accountId, true)
  const member = members.find((one) => one.userId === userId)
  if (!member) throw notFound('member')
  return { members, member }
}

/** Refuses who was an owner when the request came in and, with the members locked, no longer is. */
export function requireStillOwner(members: readonly Member[], userId: string): void {
  if (members.find((one) => one.userId === userId)?.role !== 'owner') throw forbidden('Only owners may do this.')
}
