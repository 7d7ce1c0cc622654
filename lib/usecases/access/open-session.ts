import { insertSession } from '@/lib/db/access-sessions'
import { SESSION_LENGTH_MAX, type SignInMethod } from '@/lib/domain/access/sessions'
import type { Work } from '../define'

/** A browser just signed in; the request's edge puts the id into its cookie. */
export interface OpenedSession {
  sessionId: string
  userId: string
}

/** Signs a browser in within the work of another verb. The id is always new, whatever the browser had before. */
export async function openSession(
  work: Work,
  { userId, method, userAgent }: { userId: string; method: SignInMethod; userAgent: string },
): Promise<OpenedSession> {
  const sessionId = work.newId()
  const expiresAt = work.now + SESSION_LENGTH_MAX
  await insertSession(work.tx, { id: sessionId, userId, createdAt: work.now, expiresAt, method, userAgent })
  work.audit({ subject: `user:${userId}`, detail: { signedIn: method, session: sessionId } })
  return { sessionId, userId }
}
