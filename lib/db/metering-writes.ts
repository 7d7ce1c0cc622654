import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import type { ChargeView } from '@/lib/domain/metering/model'
import type { RefusalCount } from '@/lib/domain/metering/refusal-counts'
import type { UsageBucket } from '@/lib/domain/metering/rollup'
import { plainArray, textArray } from './arrays'
import { Prisma } from './generated/client'
import { quantitiesToJson } from './metering-quantities'
import type { Statement } from './statements'

/** How long the key of a usage event or a hold is remembered. */
const USAGE_KEY_LASTS: Instant = 45n * DAY

/** What a key brought about: a charge, or a hold. */
export interface RecordedKey {
  readonly accountId: string
  readonly source: string
  readonly key: string
  /** SHA-256, hex: how a repetition is recognised. */
  readonly fingerprint: string
  readonly seq: bigint | null
  readonly chargeId: string | null
  readonly holdId: string | null
  readonly recordedAt: Instant
}

export function chargeWrites(rows: readonly ChargeView[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO charge (account_id, id, source, key, action_key, quantities, tags, api_key_id, member_id, occurred_at, recorded_at,
      rate_card_version, tokens, mode, status, late, seq, available_after, debt_after)
    SELECT account_id, id, source, key, action_key, quantities::jsonb, tags::jsonb, api_key_id, member_id, occurred_at, recorded_at,
      rate_card_version, tokens, mode, status, late, seq, available_after, debt_after
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.id))}::uuid[], ${textArray(rows.map((r) => r.source))}::text[],
      ${textArray(rows.map((r) => r.key))}::text[], ${textArray(rows.map((r) => r.actionKey))}::text[], ${textArray(rows.map((r) => quantitiesToJson(r.quantities)))}::text[],
      ${textArray(rows.map((r) => JSON.stringify(r.tags)))}::text[], ${plainArray(rows.map((r) => r.apiKeyId))}::uuid[], ${plainArray(rows.map((r) => r.memberId))}::uuid[],
      ${plainArray(rows.map((r) => instantToIso(r.occurredAt)))}::timestamptz[], ${plainArray(rows.map((r) => instantToIso(r.recordedAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => r.rateCardVersion))}::int[], ${plainArray(rows.map((r) => r.tokens))}::bigint[], ${plainArray(rows.map((r) => r.mode))}::text[],
      ${plainArray(rows.map((r) => r.status))}::text[], ${plainArray(rows.map((r) => r.late))}::boolean[], ${plainArray(rows.map((r) => r.seq))}::bigint[],
      ${plainArray(rows.map((r) => r.availableAfter))}::bigint[], ${plainArray(rows.map((r) => r.debtAfter))}::bigint[])
      AS r(account_id, id, source, key, action_key, quantities, tags, api_key_id, member_id, occurred_at, recorded_at,
        rate_card_version, tokens, mode, status, late, seq, available_after, debt_after)`,
  ]
}

export function keyWrites(rows: readonly RecordedKey[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO idempotency_key (account_id, source, key, fingerprint, seq, charge_id, hold_id, created_at, expires_at)
    SELECT account_id, source, key, decode(fingerprint, 'hex'), seq, charge_id, hold_id, created_at, expires_at
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${textArray(rows.map((r) => r.source))}::text[], ${textArray(rows.map((r) => r.key))}::text[],
      ${plainArray(rows.map((r) => r.fingerprint))}::text[], ${plainArray(rows.map((r) => r.seq))}::bigint[], ${plainArray(rows.map((r) => r.chargeId))}::uuid[],
      ${plainArray(rows.map((r) => r.holdId))}::uuid[], ${plainArray(rows.map((r) => instantToIso(r.recordedAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => instantToIso(r.recordedAt + USAGE_KEY_LASTS)))}::timestamptz[])
      AS r(account_id, source, key, fingerprint, seq, charge_id, hold_id, created_at, expires_at)`,
  ]
}

export function bucketWrites(rows: readonly UsageBucket[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO usage_bucket AS u (account_id, bucket_at, action_key, api_key_id, member_id, quantities, tokens, charges, failures)
    SELECT account_id, bucket_at, action_key, api_key_id, member_id, quantities::jsonb, tokens, charges, failures
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => instantToIso(r.bucketAt)))}::timestamptz[],
      ${textArray(rows.map((r) => r.actionKey))}::text[], ${plainArray(rows.map((r) => r.apiKeyId))}::uuid[], ${plainArray(rows.map((r) => r.memberId))}::uuid[],
      ${textArray(rows.map((r) => quantitiesToJson(r.quantities)))}::text[], ${plainArray(rows.map((r) => r.tokens))}::bigint[], ${plainArray(rows.map((r) => r.charges))}::bigint[],
      ${plainArray(rows.map((r) => r.failures))}::bigint[])
      AS r(account_id, bucket_at, action_key, api_key_id, member_id, quantities, tokens, charges, failures)
    ON CONFLICT (account_id, bucket_at, action_key, api_key_id, member_id) DO UPDATE SET
      tokens = u.tokens + excluded.tokens, charges = u.charges + excluded.charges, failures = u.failures + excluded.failures,
      quantities = (
        SELECT coalesce(jsonb_object_agg(class, trim_scale(coalesce((u.quantities ->> class)::numeric, 0) + coalesce((excluded.quantities ->> class)::numeric, 0))::text), '{}')
        FROM jsonb_object_keys(u.quantities || excluded.quantities) AS class)`,
  ]
}

export function refusalWrites(rows: readonly RefusalCount[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO refusal_hour AS h (account_id, hour_at, reason, refusals)
    SELECT * FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => instantToIso(r.hourAt)))}::timestamptz[],
      ${textArray(rows.map((r) => r.reason))}::text[], ${plainArray(rows.map((r) => r.refusals))}::bigint[])
    ON CONFLICT (account_id, hour_at, reason) DO UPDATE SET refusals = h.refusals + excluded.refusals`,
  ]
}
