import type {
  ApiKeyCaller,
  Caller,
  JobCaller,
  MemberCaller,
  MemberRole,
  Scope,
  StaffCaller,
  StaffRole,
  SystemCaller,
  VisitorCaller,
} from '@/lib/domain/access/callers'
import { notFound, Refusal } from '@/lib/domain/refusals'

/** Lets the caller pass, narrowed to what the verb may expect, or refuses. Sees the input unparsed: only its accountId is looked at. */
export type Allow<C extends Caller> = (caller: Caller, rawInput: unknown) => C

/** A member of the input's account with one of the roles. Another account is "not found", the wrong role "forbidden". */
export function role(...roles: MemberRole[]): Allow<MemberCaller> {
  return (caller, rawInput) => {
    if (caller.kind !== 'member') throw signInFirst(caller)
    const accountId = accountIdOf(rawInput) ?? ''
    const held = Object.hasOwn(caller.roles, accountId) ? caller.roles[accountId] : undefined
    if (!held) throw notFound('account')
    if (!roles.includes(held)) throw wrongRole(roles)
    return caller
  }
}

/** Any member of the input's account. */
export const anyRole: Allow<MemberCaller> = role('owner', 'billing', 'developer', 'viewer')

/** Anybody signed in as a member, whatever the account: for what belongs to the person. */
export const person: Allow<MemberCaller> = (caller) => {
  if (caller.kind !== 'member') throw signInFirst(caller)
  return caller
}

/** A machine with the scope. An account's key naming another account is answered "not found". */
export function scope(needed: Scope): Allow<ApiKeyCaller> {
  return anyScope(needed)
}

/** The same with one of the scopes; a refusal names the first. */
export function anyScope(...enough: [Scope, ...Scope[]]): Allow<ApiKeyCaller> {
  return (caller, rawInput) => {
    if (caller.kind !== 'apiKey') throw signInFirst(caller)
    if (!enough.some((one) => caller.scopes.includes(one))) {
      const [needed] = enough
      throw new Refusal('forbidden', {
        detail: `This key lacks the scope ${needed}. Make a key that has it.`,
        facts: { scope: needed },
      })
    }
    const named = accountIdOf(rawInput)
    if (caller.accountId !== null && named !== undefined && named !== caller.accountId) throw notFound('account')
    return caller
  }
}

/** The seller's staff with one of the roles. For others the verb does not exist. */
export function staff(...roles: StaffRole[]): Allow<StaffCaller> {
  return (caller) => {
    if (caller.kind === 'visitor') throw signInFirst(caller)
    if (caller.kind !== 'staff') throw notFound('page')
    if (!roles.includes(caller.role)) throw wrongRole(roles)
    return caller
  }
}

export const job: Allow<JobCaller | SystemCaller> = (caller) => {
  if (caller.kind !== 'job' && caller.kind !== 'system') throw notFound('verb')
  return caller
}

/** Sign-up, sign-in and what else nobody has to be known for. */
export const visitor: Allow<VisitorCaller> = (caller) => {
  if (caller.kind !== 'visitor')
    throw new Refusal('forbidden', { detail: 'You are signed in already. Sign out first.' })
  return caller
}

/** Whoever looks at a page that is open to all, signed in or not. Machines have the API. */
export const anybody: Allow<VisitorCaller | MemberCaller | StaffCaller> = (caller) => {
  if (caller.kind === 'visitor' || caller.kind === 'member' || caller.kind === 'staff') return caller
  throw signInFirst(caller)
}

/** Either rule lets the caller pass; when neither does, the first one's refusal says why. */
export function either<A extends Caller, B extends Caller>(first: Allow<A>, second: Allow<B>): Allow<A | B> {
  return (caller, rawInput) => {
    try {
      return first(caller, rawInput)
    } catch (refusal) {
      try {
        return second(caller, rawInput)
      } catch {
        throw refusal
      }
    }
  }
}

function accountIdOf(rawInput: unknown): string | undefined {
  const value =
    typeof rawInput === 'object' && rawInput !== null ? (rawInput as { accountId?: unknown }).accountId : undefined
  return typeof value === 'string' ? value.toLowerCase() : undefined
}

function signInFirst(caller: Caller): Refusal {
  return caller.kind === 'visitor'
    ? new Refusal('unauthenticated', { detail: 'Sign in first.' })
    : new Refusal('forbidden', { detail: 'This is not open to this kind of caller.' })
}

function wrongRole(roles: readonly string[]): Refusal {
  return new Refusal('forbidden', { detail: `Only these roles may do this: ${roles.join(', ')}.`, facts: { roles } })
}
