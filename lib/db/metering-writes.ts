import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import type { ChargeView } from '@/lib/domain/metering/model'
import type { UsageBucket } from '@/lib/domain/metering/rollup'
import { tokensToDecimal } from '@/lib/domain/tokens'
import type { Queryable } from './client'

/** How long the key of a usage event is remembered. */
const USAGE_KEY_LASTS: Instant = 45n * DAY

/** A recorded event: its charge, and the fingerprint under which a repetition is recognised. */
export interface RecordedUsage {
  charge: ChargeView
  fingerprint: string
}

export async function insertCharges(tx: Queryable, rows: readonly ChargeView[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO charge (account_id, id, source, key, action_key, quantities, tags, api_key_id, member_id, occurred_at, recorded_at,
      rate_card_version, tokens, mode, status, late, seq, available_after, debt_after)
    SELECT account_id, id, source, key, action_key, quantities::jsonb, tags::jsonb, api_key_id, member_id, occurred_at, recorded_at,
      rate_card_version, tokens, mode, status, late, seq, available_after, debt_after
    FROM unnest(${rows.map((r) => r.accountId)}::uuid[], ${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.source)}::text[],
      ${rows.map((r) => r.key)}::text[], ${rows.map((r) => r.actionKey)}::text[], ${rows.map((r) => quantitiesToJson(r.quantities))}::text[],
      ${rows.map((r) => JSON.stringify(r.tags))}::text[], ${rows.map((r) => r.apiKeyId)}::uuid[], ${rows.map((r) => r.memberId)}::uuid[],
      ${rows.map((r) => instantToIso(r.occurredAt))}::timestamptz[], ${rows.map((r) => instantToIso(r.recordedAt))}::timestamptz[],
      ${rows.map((r) => r.rateCardVersion)}::int[], ${rows.map((r) => r.tokens)}::bigint[], ${rows.map((r) => r.mode)}::text[],
      ${rows.map((r) => r.status)}::text[], ${rows.map((r) => r.late)}::boolean[], ${rows.map((r) => r.seq)}::bigint[],
      ${rows.map((r) => r.availableAfter)}::bigint[], ${rows.map((r) => r.debtAfter)}::bigint[])
      AS r(account_id, id, source, key, action_key, quantities, tags, api_key_id, member_id, occurred_at, recorded_at,
        rate_card_version, tokens, mode, status, late, seq, available_after, debt_after)`
}

export async function insertUsageKeys(tx: Queryable, rows: readonly RecordedUsage[]): Promise<void> {
  if (rows.length === 0) return
  const charges = rows.map((row) => row.charge)
  await tx.$executeRaw`
    INSERT INTO idempotency_key (account_id, source, key, fingerprint, seq, charge_id, created_at, expires_at)
    SELECT account_id, source, key, decode(fingerprint, 'hex'), seq, charge_id, created_at, expires_at
    FROM unnest(${charges.map((c) => c.accountId)}::uuid[], ${charges.map((c) => c.source)}::text[], ${charges.map((c) => c.key)}::text[],
      ${rows.map((row) => row.fingerprint)}::text[], ${charges.map((c) => c.seq)}::bigint[], ${charges.map((c) => c.id)}::uuid[],
      ${charges.map((c) => instantToIso(c.recordedAt))}::timestamptz[], ${charges.map((c) => instantToIso(c.recordedAt + USAGE_KEY_LASTS))}::timestamptz[])
      AS r(account_id, source, key, fingerprint, seq, charge_id, created_at, expires_at)`
}

export async function addToBuckets(tx: Queryable, rows: readonly UsageBucket[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO usage_bucket AS u (account_id, bucket_at, action_key, api_key_id, member_id, quantities, tokens, charges, failures)
    SELECT account_id, bucket_at, action_key, api_key_id, member_id, quantities::jsonb, tokens, charges, failures
    FROM unnest(${rows.map((r) => r.accountId)}::uuid[], ${rows.map((r) => instantToIso(r.bucketAt))}::timestamptz[],
      ${rows.map((r) => r.actionKey)}::text[], ${rows.map((r) => r.apiKeyId)}::uuid[], ${rows.map((r) => r.memberId)}::uuid[],
      ${rows.map((r) => quantitiesToJson(r.quantities))}::text[], ${rows.map((r) => r.tokens)}::bigint[], ${rows.map((r) => r.charges)}::bigint[],
      ${rows.map((r) => r.failures)}::bigint[])
      AS r(account_id, bucket_at, action_key, api_key_id, member_id, quantities, tokens, charges, failures)
    ON CONFLICT (account_id, bucket_at, action_key, api_key_id, member_id) DO UPDATE SET
      tokens = u.tokens + excluded.tokens, charges = u.charges + excluded.charges, failures = u.failures + excluded.failures,
      quantities = (
        SELECT coalesce(jsonb_object_agg(class, trim_scale(coalesce((u.quantities ->> class)::numeric, 0) + coalesce((excluded.quantities ->> class)::numeric, 0))::text), '{}')
        FROM jsonb_object_keys(u.quantities || excluded.quantities) AS class)`
}

export async function countRefusals(
  tx: Queryable,
  rows: readonly { accountId: string; hourAt: Instant; reason: string; refusals: bigint }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    INSERT INTO refusal_hour AS h (account_id, hour_at, reason, refusals)
    SELECT * FROM unnest(${rows.map((r) => r.accountId)}::uuid[], ${rows.map((r) => instantToIso(r.hourAt))}::timestamptz[],
      ${rows.map((r) => r.reason)}::text[], ${rows.map((r) => r.refusals)}::bigint[])
    ON CONFLICT (account_id, hour_at, reason) DO UPDATE SET refusals = h.refusals + excluded.refusals`
}

function quantitiesToJson(quantities: Readonly<Record<string, bigint>>): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(quantities).map(([quantityClass, units]) => [quantityClass, tokensToDecimal(units)]),
    ),
  )
}
