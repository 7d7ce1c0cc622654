import { Refusal } from '../refusals'
import type { MemberRole } from './callers'

/** A person's place in an account. */
export interface Member {
  userId: string
  name: string
  email: string
  role: MemberRole
}

/** Refuses a change after which the account would have no owner. `roleAfter` is null when the member leaves. */
export function requireOwnerLeft(members: readonly Member[], userId: string, roleAfter: MemberRole | null): void {
  const owners = members.filter((member) =>
    member.userId === userId ? roleAfter === 'owner' : member.role === 'owner',
  )
  if (owners.length > 0) return
  throw new Refusal('conflict', {
    detail: 'An account always has an owner. Make somebody else an owner first.',
    facts: { rule: 'last-owner' },
  })
}
