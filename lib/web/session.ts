import 'server-only'
import type { Route } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import type { MemberCaller, StaffCaller, VisitorCaller } from '@/lib/domain/access/callers'
import { identifySession, type SignedIn } from '@/lib/usecases/access/identify-session'
import { networkAddress } from './network-address'
import { PATH_HEADER } from './security-headers'
import { readSessionId } from './session-cookie'

/** Who is signed in, looked up once for each request; null when nobody is. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => identifySession(await readSessionId()))

/** The signed-in person for a page or action; sends others to the sign-in page, and back afterwards. */
export async function requireSignedIn(): Promise<SignedIn> {
  const signedIn = await findSignedIn()
  if (signedIn) return signedIn
  const path = (await headers()).get(PATH_HEADER)
  redirect((path && path !== '/' ? `/sign-in?to=${encodeURIComponent(path)}` : '/sign-in') as Route)
}

/** The caller of a customer's page or action. What the person may do is decided by the use case. */
export async function memberCaller(): Promise<MemberCaller> {
  return toMemberCaller(await requireSignedIn())
}

export function toMemberCaller({ userId, sessionId, places }: SignedIn): MemberCaller {
  const roles = Object.fromEntries(places.map((place) => [place.accountId, place.role]))
  return { kind: 'member', userId, sessionId, roles }
}

/** The caller of a staff page or action; for everybody else there is no such page. */
export async function staffCaller(): Promise<StaffCaller> {
  const { userId, sessionId, staffRole } = await requireSignedIn()
  if (staffRole === null) notFound()
  return { kind: 'staff', userId, sessionId, role: staffRole }
}

/** The caller of what nobody has to be known for. */
export async function visitorCaller(): Promise<VisitorCaller> {
  return { kind: 'visitor', address: networkAddress(await headers()) }
}
