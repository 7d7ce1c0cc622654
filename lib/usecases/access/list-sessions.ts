import { z } from 'zod'
import { listOpenSessions } from '@/lib/db/access-sessions'
import { isAlive, type SignInMethod } from '@/lib/domain/access/sessions'
import type { Instant } from '@/lib/domain/instants'
import { person } from '../allow'
import { defineQuery } from '../define'

export interface SessionView {
  id: string
  method: SignInMethod
  userAgent: string
  createdAt: Instant
  lastSeenAt: Instant
  /** The session that asks. */
  current: boolean
}

/** The person's own open sessions, the last used first. */
export const listSessions = defineQuery({
  name: 'access.list-sessions',
  input: z.strictObject({}),
  allow: person,
  run: async (_, { tx, caller, now }): Promise<SessionView[]> => {
    const sessions = await listOpenSessions(tx, caller.userId, now)
    return sessions
      .filter((session) => isAlive(session, now))
      .map(({ id, method, userAgent, createdAt, lastSeenAt }) => {
        return { id, method, userAgent, createdAt, lastSeenAt, current: id === caller.sessionId }
      })
  },
})
