import type { MemberRole } from '@/lib/domain/access/callers'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

export type MailTokenPurpose = 'sign-in' | 'reset-password' | 'change-email' | 'invitation'

/** A link sent by mail. Only the SHA-256 of its secret is kept. */
export interface MailToken {
  hash: Uint8Array<ArrayBuffer>
  purpose: MailTokenPurpose
  email: string
  userId: string | null
  /** Of an invitation: where to, and as what. */
  accountId: string | null
  role: MemberRole | null
  createdAt: Instant
  expiresAt: Instant
}

const TOKEN_COLUMNS = Prisma.sql`hash, purpose, email, user_id AS "userId", account_id AS "accountId", role,
  ${asInstant('created_at')} AS "createdAt",
  ${asInstant('expires_at')} AS "expiresAt"`

export async function insertMailToken(tx: Queryable, token: MailToken): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO mail_token (hash, purpose, email, user_id, account_id, role, created_at, expires_at)
    VALUES (${token.hash}, ${token.purpose}, ${token.email}, ${token.userId}::uuid, ${token.accountId}::uuid, ${token.role},
      ${instantToIso(token.createdAt)}::timestamptz, ${instantToIso(token.expiresAt)}::timestamptz)`
}

/** Uses the token up and returns it; null when it is unknown, used or too old. Of many at once, one gets it. */
export async function takeMailToken(
  tx: Queryable,
  hash: Uint8Array<ArrayBuffer>,
  purpose: MailTokenPurpose,
  now: Instant,
): Promise<MailToken | null> {
  const [row] = await tx.$queryRaw<MailToken[]>`
    UPDATE mail_token SET used_at = ${instantToIso(now)}::timestamptz
    WHERE hash = ${hash} AND purpose = ${purpose} AND used_at IS NULL AND expires_at > ${instantToIso(now)}::timestamptz
    RETURNING ${TOKEN_COLUMNS}`
  return row ?? null
}

/** Whether the token could be taken now. */
export async function hasMailToken(
  tx: Queryable,
  hash: Uint8Array<ArrayBuffer>,
  purpose: MailTokenPurpose,
  now: Instant,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM mail_token WHERE hash = ${hash} AND purpose = ${purpose} AND used_at IS NULL
      AND expires_at > ${instantToIso(now)}::timestamptz) AS has`
  return row?.has ?? false
}

/** Makes every open link of the person useless, whatever it was for; invitations to others' accounts stay. */
export async function cancelMailTokens(tx: Queryable, userId: string, now: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE mail_token SET used_at = ${instantToIso(now)}::timestamptz
    WHERE user_id = ${userId}::uuid AND used_at IS NULL AND purpose <> 'invitation'`
}

export interface Invitation {
  email: string
  role: MemberRole
  expiresAt: Instant
}

export async function listInvitations(tx: Queryable, accountId: string, now: Instant): Promise<Invitation[]> {
  return tx.$queryRaw<Invitation[]>`
    SELECT email, role, ${asInstant('expires_at')} AS "expiresAt" FROM mail_token
    WHERE account_id = ${accountId}::uuid AND purpose = 'invitation' AND used_at IS NULL AND expires_at > ${instantToIso(now)}::timestamptz
    ORDER BY created_at`
}

/** Withdraws the open invitations of one address to the account; says how many there were. */
export async function cancelInvitations(
  tx: Queryable,
  accountId: string,
  email: string,
  now: Instant,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE mail_token SET used_at = ${instantToIso(now)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND email = ${email} AND purpose = 'invitation' AND used_at IS NULL
      AND expires_at > ${instantToIso(now)}::timestamptz`
}

/** Forgets links that were used up or grew too old by then; says how many there were. */
export async function deleteOldMailTokens(tx: Queryable, overBy: Instant, count: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM mail_token WHERE hash IN (
      SELECT hash FROM mail_token WHERE least(expires_at, used_at) <= ${instantToIso(overBy)}::timestamptz
      LIMIT ${count} FOR UPDATE SKIP LOCKED)`
}
