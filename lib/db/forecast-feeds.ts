import type { Language } from '@/lib/domain/format/locales'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** A private address of a calendar as lists show it: never the secret. */
export interface CalendarFeedRow {
  id: string
  userId: string
  /** Who made it. */
  name: string
  createdAt: Instant
  /** To the hour. */
  lastUsedAt: Instant | null
}

/** A feed lives while its maker has been a member without a break and the account is not closed. */
const LIVE = Prisma.sql`calendar_feed f
  JOIN account a ON a.id = f.account_id AND a.status <> 'closed'
  JOIN member m ON m.account_id = f.account_id AND m.user_id = f.user_id AND m.created_at <= f.created_at
  JOIN "user" u ON u.id = f.user_id`

export async function insertCalendarFeed(
  tx: Queryable,
  feed: { id: string; accountId: string; userId: string; hash: Uint8Array<ArrayBuffer>; createdAt: Instant },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO calendar_feed (id, account_id, user_id, hash, created_at)
    VALUES (${feed.id}::uuid, ${feed.accountId}::uuid, ${feed.userId}::uuid, ${feed.hash}, ${instantToIso(feed.createdAt)}::timestamptz)`
}

/** The account's live feeds, the newest first; only those of one person unless `userId` is null. */
export async function listCalendarFeeds(
  tx: Queryable,
  accountId: string,
  userId: string | null,
): Promise<CalendarFeedRow[]> {
  return tx.$queryRaw<CalendarFeedRow[]>`
    SELECT f.id, f.user_id AS "userId", u.name, ${asInstant('f.created_at')} AS "createdAt", ${asInstant('f.last_used_at')} AS "lastUsedAt"
    FROM ${LIVE}
    WHERE f.account_id = ${accountId}::uuid AND f.revoked_at IS NULL AND (${userId}::uuid IS NULL OR f.user_id = ${userId}::uuid)
    ORDER BY f.created_at DESC, f.id`
}

/** Whose calendar the secret of this SHA-256 opens, and in which language (null follows the reader); null when none lives. */
export async function findCalendarFeed(
  tx: Queryable,
  hash: Uint8Array<ArrayBuffer>,
): Promise<{ id: string; accountId: string; language: Language | null; lastUsedAt: Instant | null } | null> {
  const [row] = await tx.$queryRaw<
    { id: string; accountId: string; language: Language | null; lastUsedAt: Instant | null }[]
  >`
    SELECT f.id, f.account_id AS "accountId", u.language, ${asInstant('f.last_used_at')} AS "lastUsedAt"
    FROM ${LIVE} WHERE f.hash = ${hash} AND f.revoked_at IS NULL`
  return row ?? null
}

/** Revokes a feed of the account, of one person unless `userId` is null; says whether there was one in use. */
export async function revokeCalendarFeed(
  tx: Queryable,
  feed: { accountId: string; feedId: string; userId: string | null },
  at: Instant,
): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    UPDATE calendar_feed SET revoked_at = ${instantToIso(at)}::timestamptz
    WHERE id = ${feed.feedId}::uuid AND account_id = ${feed.accountId}::uuid AND revoked_at IS NULL
      AND (${feed.userId}::uuid IS NULL OR user_id = ${feed.userId}::uuid)`
  return revoked === 1
}

export async function updateFeedUsed(tx: Queryable, feedId: string, at: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_feed SET last_used_at = ${instantToIso(at)}::timestamptz WHERE id = ${feedId}::uuid`
}
