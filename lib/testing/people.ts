import { randomUUID } from 'node:crypto'
import type { Caller, MemberCaller, MemberRole, VisitorCaller } from '@/lib/domain/access/callers'
import { Refusal, type RefusalKind } from '@/lib/domain/refusals'
import { acceptInvitation } from '@/lib/usecases/access/accept-invitation'
import { addMember } from '@/lib/usecases/access/add-member'
import { identifySession } from '@/lib/usecases/access/identify-session'
import type { House } from '@/lib/usecases/define'
import { signUp } from '@/lib/usecases/subscriptions/sign-up'

export const PASSWORD = 'k3nnel-ladder-ozone'

/** A visitor from an address of their own, so that tests do not throttle one another. */
export function visitorCaller(): VisitorCaller {
  return { kind: 'visitor', address: `test-${randomUUID()}` }
}

/** An address that nobody has yet. */
export function newEmail(): string {
  return `p${randomUUID()}@example.com`
}

export interface TestPerson {
  email: string
  userId: string
  sessionId: string
  accountId: string
  caller: MemberCaller
}

/** Somebody who signed up, as owner of an account of their own. */
export async function testPerson(house: House, email = newEmail()): Promise<TestPerson> {
  const input = { email, password: PASSWORD, timeZone: 'Europe/Paris', language: 'en' as const }
  const { accountId, ...opened } = await signUp(visitorCaller(), input, house)
  return { email, accountId, ...opened, caller: await callerOf(house, opened.sessionId) }
}

/** Somebody invited into the account with the role. */
export async function testMember(house: House, owner: TestPerson, role: MemberRole): Promise<TestPerson> {
  const email = newEmail()
  await addMember(owner.caller, { accountId: owner.accountId, email, role }, house)
  const secret = await lastSecret(house, email)
  const { accountId, ...opened } = await acceptInvitation(visitorCaller(), { secret }, house)
  return { email, accountId, ...opened, caller: await callerOf(house, opened.sessionId) }
}

/** A member of the account with the role, whoever it is: for verbs that ask for no more. */
export function memberCaller(accountId: string, role: MemberRole): MemberCaller {
  return { kind: 'member', userId: randomUUID(), sessionId: randomUUID(), roles: { [accountId]: role } }
}

/** The member as the request's edge would name them now. */
export async function callerOf(house: House, sessionId: string): Promise<MemberCaller> {
  const signedIn = await identifySession(sessionId, house)
  if (!signedIn) throw new Error('The session is over.')
  const roles = Object.fromEntries(signedIn.places.map((place) => [place.accountId, place.role]))
  return { kind: 'member', userId: signedIn.userId, sessionId, roles }
}

/** The secret of the link in the last letter to the address. */
export async function lastSecret(house: House, email: string): Promise<string> {
  const letter = await house.db.message.findFirst({ where: { recipient: email }, orderBy: { createdAt: 'desc' } })
  const secret = /[?&]token=([\w-]+)/.exec(letter?.text ?? '')?.[1]
  if (!secret) throw new Error(`No letter with a link went to ${email}.`)
  return secret
}

/** What the work refuses with; fails when it does not refuse. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (outcome instanceof Refusal) return outcome
  throw new Error(`Expected a refusal, got ${outcome === null ? 'an answer' : String(outcome)}.`)
}

/** How the verb refuses each of the callers. */
export async function kindsRefused(
  verb: (caller: Caller) => Promise<unknown>,
  callers: readonly Caller[],
): Promise<RefusalKind[]> {
  const refusals: RefusalKind[] = []
  for (const caller of callers) refusals.push((await refusalOf(verb(caller))).kind)
  return refusals
}
