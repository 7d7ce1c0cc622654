import type { MemberRole, StaffRole } from '@/lib/domain/access/callers'
import type { Session } from '@/lib/domain/access/sessions'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Language } from './access-users'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

const SESSION_COLUMNS = Prisma.sql`s.id, s.user_id AS "userId", s.method, s.user_agent AS "userAgent",
  ${asInstant('s.created_at')} AS "createdAt",
  ${asInstant('s.last_seen_at')} AS "lastSeenAt",
  ${asInstant('s.expires_at')} AS "expiresAt",
  ${asInstant('s.revoked_at')} AS "revokedAt"`

/** A place that the person has in an account. */
export interface Place {
  accountId: string
  name: string
  role: MemberRole
}

/** A session with its person, in one read. */
export interface SessionOfPerson {
  session: Session
  name: string
  email: string
  language: Language | null
  staffRole: StaffRole | null
  places: Place[]
  /** The database's clock. */
  now: Instant
}

export async function insertSession(tx: Queryable, session: Omit<Session, 'lastSeenAt' | 'revokedAt'>): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO session (id, user_id, created_at, last_seen_at, expires_at, method, user_agent)
    VALUES (${session.id}::uuid, ${session.userId}::uuid, ${instantToIso(session.createdAt)}::timestamptz,
      ${instantToIso(session.createdAt)}::timestamptz, ${instantToIso(session.expiresAt)}::timestamptz,
      ${session.method}, ${session.userAgent})`
}

export async function findSessionOfPerson(tx: Queryable, sessionId: string): Promise<SessionOfPerson | null> {
  const [row] = await tx.$queryRaw<(Session & Omit<SessionOfPerson, 'session'>)[]>`
    SELECT ${SESSION_COLUMNS}, u.name, u.email, u.language, staff.role AS "staffRole",
      ${asInstant('clock_timestamp()')} AS now,
      coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', m.account_id, 'name', a.name, 'role', m.role) ORDER BY m.created_at, m.account_id)
        FROM member m JOIN account a ON a.id = m.account_id WHERE m.user_id = s.user_id), '[]') AS places
    FROM session s JOIN "user" u ON u.id = s.user_id LEFT JOIN staff_member staff ON staff.user_id = s.user_id
    WHERE s.id = ${sessionId}::uuid`
  if (!row) return null
  const { name, email, language, staffRole, places, now, ...session } = row
  return { session, name, email, language, staffRole, places, now }
}

/** Sessions that are neither revoked nor past their end, the last used first. */
export async function listOpenSessions(tx: Queryable, userId: string, now: Instant): Promise<Session[]> {
  return tx.$queryRaw<Session[]>`
    SELECT ${SESSION_COLUMNS} FROM session s
    WHERE s.user_id = ${userId}::uuid AND s.revoked_at IS NULL AND s.expires_at > ${instantToIso(now)}::timestamptz
    ORDER BY s.last_seen_at DESC`
}

export async function updateLastSeen(tx: Queryable, sessionId: string, at: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE session SET last_seen_at = ${instantToIso(at)}::timestamptz
    WHERE id = ${sessionId}::uuid AND last_seen_at < ${instantToIso(at)}::timestamptz`
}

/** Ends one session of the person; says whether it was open. */
export async function revokeSession(tx: Queryable, userId: string, sessionId: string, at: Instant): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    UPDATE session SET revoked_at = ${instantToIso(at)}::timestamptz
    WHERE id = ${sessionId}::uuid AND user_id = ${userId}::uuid AND revoked_at IS NULL`
  return revoked === 1
}

/** Ends all sessions of the person but one (none is spared when `exceptId` is null); says how many. */
export async function revokeSessions(
  tx: Queryable,
  userId: string,
  exceptId: string | null,
  at: Instant,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE session SET revoked_at = ${instantToIso(at)}::timestamptz
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${exceptId}::uuid`
}

/** Forgets sessions that ended or were revoked by then; says how many there were. */
export async function deleteOldSessions(tx: Queryable, endedBy: Instant, count: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM session WHERE id IN (
      SELECT id FROM session WHERE least(expires_at, revoked_at) <= ${instantToIso(endedBy)}::timestamptz
      LIMIT ${count} FOR UPDATE SKIP LOCKED)`
}
