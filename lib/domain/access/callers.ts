/** Who asks. Every door of the house (page, action, route, job, webhook) names its caller before a use case runs. */
export type Caller = VisitorCaller | MemberCaller | ApiKeyCaller | StaffCaller | JobCaller | SystemCaller

/** Nobody signed in. `address` is the network address, for throttling. */
export interface VisitorCaller {
  kind: 'visitor'
  address: string
}

export const MEMBER_ROLES = ['owner', 'billing', 'developer', 'viewer'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

/** A signed-in person, with a role in each account of theirs. */
export interface MemberCaller {
  kind: 'member'
  userId: string
  sessionId: string
  roles: Readonly<Record<string, MemberRole>>
}

export const SCOPES = ['usage:write', 'balance:read', 'charges:read'] as const
export type Scope = (typeof SCOPES)[number]

/** A machine. `accountId` is null for the seller's service keys, which name the account in each request. */
export interface ApiKeyCaller {
  kind: 'apiKey'
  keyId: string
  accountId: string | null
  scopes: readonly Scope[]
}

export const STAFF_ROLES = ['support', 'operator', 'finance', 'approver', 'auditor', 'admin'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export interface StaffCaller {
  kind: 'staff'
  userId: string
  sessionId: string
  role: StaffRole
}

export interface JobCaller {
  kind: 'job'
  name: string
}

/** A rule of the house acting by itself: the welcome rule, the demo story, a settlement. */
export interface SystemCaller {
  kind: 'system'
  rule: string
}

/** The caller as it is written in the books: "member:<user>", "key:<id>", "system:welcome". */
export function actorOf(caller: Caller): string {
  switch (caller.kind) {
    case 'visitor':
      return 'visitor'
    case 'member':
      return `member:${caller.userId}`
    case 'apiKey':
      return `key:${caller.keyId}`
    case 'staff':
      return `staff:${caller.userId}`
    case 'job':
      return `job:${caller.name}`
    case 'system':
      return `system:${caller.rule}`
  }
}
