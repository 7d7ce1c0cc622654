import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'

/** What is known under a key: the fingerprint of its request, and what that brought about. */
export interface KnownKey {
  accountId: string
  source: string
  key: string
  /** SHA-256, hex. */
  fingerprint: string
  seq: bigint | null
  chargeId: string | null
  holdId: string | null
}

export type KeyName = Pick<KnownKey, 'accountId' | 'source' | 'key'>

export async function listKnownKeys(tx: Queryable, names: readonly KeyName[]): Promise<KnownKey[]> {
  return tx.$queryRaw<KnownKey[]>`
    SELECT k.account_id AS "accountId", k.source, k.key, encode(k.fingerprint, 'hex') AS fingerprint, k.seq, k.charge_id AS "chargeId", k.hold_id AS "holdId"
    FROM unnest(${names.map((n) => n.accountId)}::uuid[], ${names.map((n) => n.source)}::text[], ${names.map((n) => n.key)}::text[]) AS wanted(account_id, source, key)
    JOIN idempotency_key k ON k.account_id = wanted.account_id AND k.source = wanted.source AND k.key = wanted.key`
}

/** Remembers a key for ever: keys of staff and of money are never forgotten. */
export async function insertKey(tx: Queryable, known: Omit<KnownKey, 'holdId'>, createdAt: Instant): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO idempotency_key (account_id, source, key, fingerprint, seq, charge_id, created_at, expires_at)
    VALUES (${known.accountId}::uuid, ${known.source}, ${known.key}, decode(${known.fingerprint}, 'hex'), ${known.seq}, ${known.chargeId}::uuid,
      ${instantToIso(createdAt)}::timestamptz, NULL)`
}

/** Forgets keys whose time is over; says how many there were. */
export async function deleteExpiredKeys(tx: Queryable, now: Instant, count: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM idempotency_key k USING (
      SELECT account_id, source, key FROM idempotency_key WHERE expires_at <= ${instantToIso(now)}::timestamptz
      ORDER BY expires_at LIMIT ${count} FOR UPDATE SKIP LOCKED) old
    WHERE k.account_id = old.account_id AND k.source = old.source AND k.key = old.key`
}
