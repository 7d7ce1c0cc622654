import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { HoldBalance, HoldView } from '@/lib/domain/metering/model'
import type { Tokens } from '@/lib/domain/tokens'
import { plainArray, textArray } from './arrays'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import { quantitiesFromJson, quantitiesToJson } from './metering-quantities'
import type { Statement } from './statements'

/** A hold as it is stored, and what is known of its end. */
export interface StoredHold {
  readonly view: HoldView
  /** What the account had once it was given back, before debt was paid from it; null when nothing was. */
  readonly afterReturn: HoldBalance | null
  /** Fingerprint of what was recorded under the work's own name, its capture or a usage event; null when nothing was. */
  readonly recorded: string | null
}

/** Holds by id, in no order. */
export async function listHolds(
  tx: Queryable,
  accountIds: readonly string[],
  ids: readonly string[],
): Promise<StoredHold[]> {
  const rows = await tx.$queryRaw<HoldRow[]>`
    SELECT h.account_id, h.id, h.source, h.key, h.action_key, h.basis, h.quantities, h.tags, h.api_key_id, h.member_id, h.rate_card_version,
      h.amount, h.money_milli, h.captured, h.returned, h.state, h.seq, h.capture_seq, h.return_seq, h.charge_id, h.available_after, h.held_after,
      ${asInstant('h.created_at')} AS created_at, ${asInstant('h.expires_at')} AS expires_at, ${asInstant('h.resolved_at')} AS resolved_at,
      r.available_after AS return_available, r.held_after AS return_held, encode(k.fingerprint, 'hex') AS recorded
    FROM hold h
    LEFT JOIN ledger_transaction r ON r.account_id = h.account_id AND r.seq = h.return_seq
    LEFT JOIN idempotency_key k ON k.account_id = h.account_id AND k.source = h.source AND k.key = h.key
    WHERE h.account_id = ANY(${accountIds}::uuid[]) AND h.id = ANY(${ids}::uuid[])`
  return rows.map(toStored)
}

/** Writes down holds that were opened. */
export function holdWrites(rows: readonly HoldView[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    INSERT INTO hold (account_id, id, source, key, action_key, basis, quantities, tags, api_key_id, member_id, rate_card_version, amount,
      money_milli, created_at, expires_at, seq, available_after, held_after)
    SELECT account_id, id, source, key, action_key, basis, quantities::jsonb, tags::jsonb, api_key_id, member_id, rate_card_version, amount,
      money_milli, created_at, expires_at, seq, available_after, held_after
    FROM unnest(${plainArray(rows.map((r) => r.accountId))}::uuid[], ${plainArray(rows.map((r) => r.id))}::uuid[], ${textArray(rows.map((r) => r.source))}::text[],
      ${textArray(rows.map((r) => r.key))}::text[], ${textArray(rows.map((r) => r.actionKey))}::text[], ${plainArray(rows.map((r) => r.basis))}::text[],
      ${textArray(rows.map((r) => quantitiesToJson(r.quantities)))}::text[], ${textArray(rows.map((r) => JSON.stringify(r.tags)))}::text[],
      ${plainArray(rows.map((r) => r.apiKeyId))}::uuid[], ${plainArray(rows.map((r) => r.memberId))}::uuid[], ${plainArray(rows.map((r) => r.rateCardVersion))}::int[],
      ${plainArray(rows.map((r) => r.amount))}::bigint[], ${plainArray(rows.map((r) => r.moneyMilli))}::bigint[],
      ${plainArray(rows.map((r) => instantToIso(r.createdAt)))}::timestamptz[], ${plainArray(rows.map((r) => instantToIso(r.expiresAt)))}::timestamptz[],
      ${plainArray(rows.map((r) => r.seq))}::bigint[], ${plainArray(rows.map((r) => r.availableAfter))}::bigint[], ${plainArray(rows.map((r) => r.heldAfter))}::bigint[])
      AS r(account_id, id, source, key, action_key, basis, quantities, tags, api_key_id, member_id, rate_card_version, amount, money_milli,
        created_at, expires_at, seq, available_after, held_after)`,
  ]
}

/** Charges of the account that are looked at for its usual one. */
const USUAL_CHARGES_MAX = 2000

/**
 * What nine of ten charges of the action cost at most (P90), among the account's newest 2,000 charges of the last 30 days; null
 * when none is of the action.
 */
export async function findUsualTokens(tx: Queryable, accountId: string, actionKey: string): Promise<Tokens | null> {
  const [row] = await tx.$queryRaw<{ usual: bigint | null }[]>`
    SELECT (percentile_disc(0.9) WITHIN GROUP (ORDER BY c.tokens))::bigint AS usual
    FROM (SELECT action_key, tokens, status, recorded_at FROM charge WHERE account_id = ${accountId}::uuid ORDER BY id DESC LIMIT ${USUAL_CHARGES_MAX}) c
    WHERE c.action_key = ${actionKey} AND c.status = 'charged' AND c.recorded_at > clock_timestamp() - interval '30 days'`
  return row?.usual ?? null
}

interface HoldRow {
  account_id: string
  id: string
  source: string
  key: string
  action_key: string
  basis: HoldView['basis']
  quantities: Record<string, string>
  tags: Record<string, string>
  api_key_id: string
  member_id: string
  rate_card_version: number | null
  amount: bigint
  money_milli: bigint
  captured: bigint
  returned: bigint
  state: HoldView['state']
  seq: bigint | null
  capture_seq: bigint | null
  return_seq: bigint | null
  charge_id: string | null
  available_after: bigint
  held_after: bigint
  created_at: Instant
  expires_at: Instant
  resolved_at: Instant | null
  return_available: bigint | null
  return_held: bigint | null
  recorded: string | null
}

function toStored(row: HoldRow): StoredHold {
  const { return_available: available, return_held: held } = row
  return {
    view: {
      id: row.id,
      accountId: row.account_id,
      source: row.source,
      key: row.key,
      actionKey: row.action_key,
      basis: row.basis,
      quantities: quantitiesFromJson(row.quantities),
      tags: row.tags,
      apiKeyId: row.api_key_id,
      memberId: row.member_id,
      rateCardVersion: row.rate_card_version,
      amount: row.amount,
      moneyMilli: row.money_milli,
      captured: row.captured,
      returned: row.returned,
      state: row.state,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      resolvedAt: row.resolved_at,
      seq: row.seq,
      captureSeq: row.capture_seq,
      returnSeq: row.return_seq,
      chargeId: row.charge_id,
      availableAfter: row.available_after,
      heldAfter: row.held_after,
    },
    afterReturn: available === null || held === null ? null : { available, held },
    recorded: row.recorded,
  }
}
