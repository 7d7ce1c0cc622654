import type { Scope } from '@/lib/domain/access/callers'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** An API key as lists show it: never the key itself. */
export interface ApiKeyView {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  createdAt: Instant
  expiresAt: Instant | null
  lastUsedAt: Instant | null
  revokedAt: Instant | null
}

const KEY_COLUMNS = Prisma.sql`id, name, prefix, scopes,
  ${asInstant('created_at')} AS "createdAt",
  ${asInstant('expires_at')} AS "expiresAt",
  ${asInstant('last_used_at')} AS "lastUsedAt",
  ${asInstant('revoked_at')} AS "revokedAt"`

export interface NewApiKeyRow {
  id: string
  /** Null for a service key of the seller. */
  accountId: string | null
  name: string
  prefix: string
  hash: Uint8Array<ArrayBuffer>
  scopes: readonly Scope[]
  createdBy: string
  createdAt: Instant
  expiresAt: Instant | null
}

export async function insertApiKey(tx: Queryable, key: NewApiKeyRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO api_key (id, account_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
    VALUES (${key.id}::uuid, ${key.accountId}::uuid, ${key.name}, ${key.prefix}, ${key.hash}, ${[...key.scopes]}::text[],
      ${key.createdBy}, ${instantToIso(key.createdAt)}::timestamptz,
      ${key.expiresAt === null ? null : instantToIso(key.expiresAt)}::timestamptz)`
}

/** The account's keys, the newest first; the seller's service keys when `accountId` is null. */
export async function listApiKeys(tx: Queryable, accountId: string | null): Promise<ApiKeyView[]> {
  return tx.$queryRaw<ApiKeyView[]>`
    SELECT ${KEY_COLUMNS} FROM api_key WHERE account_id IS NOT DISTINCT FROM ${accountId}::uuid ORDER BY created_at DESC, id`
}

/** A key that is neither revoked nor expired, by the SHA-256 of the whole key. */
export async function findLiveApiKey(
  tx: Queryable,
  hash: Uint8Array<ArrayBuffer>,
): Promise<{ id: string; accountId: string | null; scopes: Scope[] } | null> {
  const [row] = await tx.$queryRaw<{ id: string; accountId: string | null; scopes: Scope[] }[]>`
    SELECT id, account_id AS "accountId", scopes FROM api_key
    WHERE hash = ${hash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())`
  return row ?? null
}

/** Revokes a key of the account (a service key when `accountId` is null) and returns its hash; null when it has none such, or no longer. */
export async function revokeApiKey(
  tx: Queryable,
  accountId: string | null,
  keyId: string,
  at: Instant,
): Promise<Uint8Array | null> {
  const [row] = await tx.$queryRaw<{ hash: Uint8Array }[]>`
    UPDATE api_key SET revoked_at = ${instantToIso(at)}::timestamptz
    WHERE id = ${keyId}::uuid AND account_id IS NOT DISTINCT FROM ${accountId}::uuid AND revoked_at IS NULL RETURNING hash`
  return row?.hash ?? null
}

/** Writes down when keys were last used, many at once. */
export async function updateLastUsed(
  tx: Queryable,
  uses: readonly { keyId: string; secondsAgo: number }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE api_key k SET last_used_at = greatest(k.last_used_at, clock_timestamp() - make_interval(secs => used.ago))
    FROM unnest(${uses.map((use) => use.keyId)}::uuid[], ${uses.map((use) => use.secondsAgo)}::float8[]) AS used (id, ago)
    WHERE k.id = used.id`
}
