import { TRIES_WINDOW, type TryCount } from '@/lib/domain/access/throttle'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** Counts one try for each subject, in a window that begins with its first try, and returns the counts. */
export async function countTries(tx: Queryable, subjects: readonly string[], now: Instant): Promise<TryCount[]> {
  const at = instantToIso(now)
  const opened = instantToIso(now - TRIES_WINDOW)
  return tx.$queryRaw<TryCount[]>`
    INSERT INTO throttle (subject, failures, starts_at)
    SELECT subject, 1, ${at}::timestamptz FROM unnest(${[...subjects].sort()}::text[]) AS subject
    ON CONFLICT (subject) DO UPDATE SET
      failures = CASE WHEN throttle.starts_at <= ${opened}::timestamptz THEN 1 ELSE throttle.failures + 1 END,
      starts_at = CASE WHEN throttle.starts_at <= ${opened}::timestamptz THEN ${at}::timestamptz ELSE throttle.starts_at END
    RETURNING failures AS tries, ${asInstant('starts_at')} AS "startsAt"`
}

/** Takes one try of each subject back: it was a good one. */
export async function forgiveTries(tx: Queryable, subjects: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE throttle SET failures = failures - 1 WHERE subject = ANY(${[...subjects]}::text[]) AND failures > 0`
}

/** Forgets the subject's tries altogether. */
export async function forgetTries(tx: Queryable, subject: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM throttle WHERE subject = ${subject}`
}

/** Forgets tries whose window is over: the next one begins a new window anyway. Says how many there were. */
export async function deleteOldTries(tx: Queryable, now: Instant, count: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM throttle WHERE subject IN (
      SELECT subject FROM throttle WHERE starts_at <= ${instantToIso(now - TRIES_WINDOW)}::timestamptz
      LIMIT ${count} FOR UPDATE SKIP LOCKED)`
}
