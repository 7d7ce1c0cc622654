import { z } from 'zod'
import { findSessionOfPerson, type Place, updateLastSeen } from '@/lib/db/access-sessions'
import type { StaffRole } from '@/lib/domain/access/callers'
import { IDLE_MAX, isAlive, SEEN_EVERY, STAFF_IDLE_MAX } from '@/lib/domain/access/sessions'
import { type House, theHouse } from '../define'

/** Who is signed in, as the request's edge needs it. */
export interface SignedIn {
  sessionId: string
  userId: string
  name: string
  email: string
  language: 'en' | 'fr' | null
  /** The person's accounts, the first joined first. */
  places: Place[]
  staffRole: StaffRole | null
}

/**
 * The person of a session, looked up anew on every request: null when it was revoked, has ended, was idle too long or never was.
 * Writes down at most once a minute that it was used.
 */
export async function identifySession(sessionId: unknown, house: House = theHouse()): Promise<SignedIn | null> {
  const id = z.uuid().safeParse(sessionId)
  const found = id.success ? await findSessionOfPerson(house.db, id.data) : null
  if (!found) return null
  const { session, staffRole } = found
  const now = house.clock?.() ?? found.now
  if (!isAlive(session, now, staffRole === null ? IDLE_MAX : STAFF_IDLE_MAX)) return null
  if (now - session.lastSeenAt >= SEEN_EVERY) await updateLastSeen(house.db, session.id, now)
  const { name, email, language, places } = found
  return { sessionId: session.id, userId: session.userId, name, email, language, places, staffRole }
}
