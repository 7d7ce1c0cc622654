import { DAY, HOUR, type Instant, MINUTE } from '../instants'

export const SIGN_IN_METHODS = ['password', 'mail-link', 'google', 'github'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/** A session ends this long after it began, whatever happens. */
export const SESSION_LENGTH_MAX: Instant = 7n * DAY
/** It ends earlier when nobody uses it for so long; sooner for the seller's staff, who see every customer. */
export const IDLE_MAX: Instant = 8n * HOUR
export const STAFF_IDLE_MAX: Instant = 30n * MINUTE
/** How often a session's last use is written down at most. */
export const SEEN_EVERY: Instant = MINUTE

/** A signed-in browser. */
export interface Session {
  id: string
  userId: string
  createdAt: Instant
  lastSeenAt: Instant
  expiresAt: Instant
  revokedAt: Instant | null
  method: SignInMethod
  userAgent: string
}

/** Whether the session still signs its browser in. */
export function isAlive(session: Session, now: Instant, idleMax: Instant = IDLE_MAX): boolean {
  return session.revokedAt === null && now < session.expiresAt && now - session.lastSeenAt < idleMax
}
