import type { PlanQuota } from '@/lib/domain/catalogue/plans'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Quota, QuotaWindow } from '@/lib/domain/quotas/model'
import { plainArray, textArray } from './arrays'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'
import type { Statement } from './statements'

/** Tokens of a resolved hold that came back and are still counted in windows. */
export interface ReturnedHold {
  readonly holdId: string
  /** In thousandths of a token. */
  readonly returned: bigint
  /** The share of the hold's money that returns with them, in thousandths of a minor unit, rounded down. */
  readonly moneyMilli: bigint
  /** Nothing of it was captured: the operation did not happen. */
  readonly wholeReturned: boolean
  /** When it was counted. */
  readonly createdAt: Instant
  readonly apiKeyId: string
  readonly memberId: string
}

/** What an account's limits are made of. */
export interface LoadedLimits {
  readonly planQuotas: PlanQuota[]
  /** What a capture above its hold is, by the plan; refused where there is none. */
  readonly captureAbove: 'refuse' | 'charge'
  readonly own: Quota[]
  /** By quota key. */
  readonly windows: Map<string, QuotaWindow>
  readonly returned: ReturnedHold[]
}

/** The limits of many accounts in one statement: `planKey` is the plan in force. Under the accounts' locks this is the truth. */
export async function loadLimits(
  tx: Queryable,
  accounts: readonly { accountId: string; planKey: string | null }[],
): Promise<Map<string, LoadedLimits>> {
  const rows = await tx.$queryRaw<LimitsRow[]>`
    SELECT a.account_id, p.capture_above,
      (SELECT jsonb_agg(jsonb_build_object('name', q.name, 'unit', q.unit, 'kind', q.kind, 'measure', q.measure, 'cap', q.cap_milli::text,
          'policy', q.policy, 'slowPerMinute', q.slow_per_minute, 'reasonEn', q.reason_en, 'reasonFr', q.reason_fr) ORDER BY q.name)
        FROM plan_quota q WHERE q.plan_key = a.plan_key) AS plan_quotas,
      (SELECT jsonb_agg(jsonb_build_object('key', q.key, 'name', q.name, 'origin', q.origin, 'scope', q.scope, 'scopeId', q.scope_id,
          'unit', q.unit, 'kind', q.kind, 'measure', q.measure, 'cap', q.cap_milli::text, 'policy', q.policy,
          'slowPerMinute', q.slow_per_minute, 'reasonEn', q.reason_en, 'reasonFr', q.reason_fr) ORDER BY q.key)
        FROM quota q WHERE q.account_id = a.account_id) AS own,
      (SELECT jsonb_agg(jsonb_build_object('key', w.quota_key, 'shape', w.shape, 'starts_at', ${asInstant('w.starts_at')},
          'ends_at', ${asInstant('w.ends_at')}, 'used', w.used::text[], 'counts_from', ${asInstant('w.counts_from')},
          'slow_free_at', ${asInstant('w.slow_free_at')}, 'told', w.told, 'lifted_until', ${asInstant('w.lifted_until')}))
        FROM quota_window w WHERE w.account_id = a.account_id) AS windows,
      (SELECT jsonb_agg(jsonb_build_object('id', h.id, 'returned', h.returned::text,
          'money', CASE WHEN h.amount = 0 THEN '0' ELSE div(h.money_milli::numeric * h.returned, h.amount)::text END,
          'whole', h.state <> 'captured', 'created_at', ${asInstant('h.created_at')}, 'api_key', h.api_key_id, 'member', h.member_id))
        FROM hold h WHERE h.account_id = a.account_id AND h.windows_due) AS returned
    FROM unnest(${accounts.map((account) => account.accountId)}::uuid[], ${accounts.map((account) => account.planKey)}::text[])
      AS a (account_id, plan_key)
    LEFT JOIN plan p ON p.key = a.plan_key`
  return new Map(rows.map((row) => [row.account_id, toLimits(row)]))
}

/** Writes counters, many at once; each quota at most once. */
export function windowWrites(
  rows: readonly { accountId: string; quotaKey: string; window: QuotaWindow }[],
): Statement[] {
  if (rows.length === 0) return []
  const instants = (pick: (window: QuotaWindow) => Instant | null) =>
    plainArray(rows.map(({ window }) => isoOrNull(pick(window))))
  return [
    Prisma.sql`
    INSERT INTO quota_window (account_id, quota_key, shape, starts_at, ends_at, used, counts_from, slow_free_at, told, lifted_until)
    SELECT account_id, quota_key, shape, starts_at, ends_at, used::bigint[], counts_from, slow_free_at, told, lifted_until
    FROM unnest(${plainArray(rows.map((row) => row.accountId))}::uuid[], ${textArray(rows.map((row) => row.quotaKey))}::text[],
      ${textArray(rows.map(({ window }) => window.shape))}::text[], ${instants((window) => window.startsAt)}::timestamptz[],
      ${instants((window) => window.endsAt)}::timestamptz[], ${textArray(rows.map(({ window }) => plainArray(window.used)))}::text[],
      ${instants((window) => window.countsFrom)}::timestamptz[], ${instants((window) => window.slowFreeAt)}::timestamptz[],
      ${plainArray(rows.map(({ window }) => window.told))}::int[], ${instants((window) => window.liftedUntil)}::timestamptz[])
      AS r (account_id, quota_key, shape, starts_at, ends_at, used, counts_from, slow_free_at, told, lifted_until)
    ON CONFLICT (account_id, quota_key) DO UPDATE SET shape = excluded.shape, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      used = excluded.used, counts_from = excluded.counts_from, slow_free_at = excluded.slow_free_at, told = excluded.told,
      lifted_until = excluded.lifted_until`,
  ]
}

/** Writes down that what these holds returned has left the windows. */
export function returnedCountedWrites(rows: readonly { accountId: string; holdId: string }[]): Statement[] {
  if (rows.length === 0) return []
  return [
    Prisma.sql`
    UPDATE hold h SET windows_due = false
    FROM unnest(${plainArray(rows.map((row) => row.accountId))}::uuid[], ${plainArray(rows.map((row) => row.holdId))}::uuid[]) AS r (account_id, id)
    WHERE h.account_id = r.account_id AND h.id = r.id`,
  ]
}

/** Instants are microseconds, which JSON numbers hold exactly; amounts are text. */
interface LimitsRow {
  account_id: string
  capture_above: LoadedLimits['captureAbove'] | null
  plan_quotas: (Omit<PlanQuota, 'cap'> & { cap: string })[] | null
  own: (Omit<Quota, 'cap'> & { cap: string })[] | null
  windows: WindowJson[] | null
  returned: ReturnedJson[] | null
}

interface WindowJson {
  key: string
  shape: string
  starts_at: number
  ends_at: number | null
  used: string[]
  counts_from: number
  slow_free_at: number | null
  told: number
  lifted_until: number | null
}

interface ReturnedJson {
  id: string
  returned: string
  money: string
  whole: boolean
  created_at: number
  api_key: string
  member: string
}

function toLimits(row: LimitsRow): LoadedLimits {
  return {
    planQuotas: (row.plan_quotas ?? []).map((quota) => ({ ...quota, cap: BigInt(quota.cap) })),
    captureAbove: row.capture_above ?? 'refuse',
    own: (row.own ?? []).map((quota) => ({ ...quota, cap: BigInt(quota.cap) })),
    windows: new Map((row.windows ?? []).map((window) => [window.key, toWindow(window)])),
    returned: (row.returned ?? []).map(toReturned),
  }
}

function toWindow(row: WindowJson): QuotaWindow {
  return {
    shape: row.shape,
    startsAt: BigInt(row.starts_at),
    endsAt: instantOrNull(row.ends_at),
    used: row.used.map(BigInt),
    countsFrom: BigInt(row.counts_from),
    slowFreeAt: instantOrNull(row.slow_free_at),
    told: row.told,
    liftedUntil: instantOrNull(row.lifted_until),
  }
}

function toReturned(row: ReturnedJson): ReturnedHold {
  return {
    holdId: row.id,
    returned: BigInt(row.returned),
    moneyMilli: BigInt(row.money),
    wholeReturned: row.whole,
    createdAt: BigInt(row.created_at),
    apiKeyId: row.api_key,
    memberId: row.member,
  }
}

function instantOrNull(micros: number | null): Instant | null {
  return micros === null ? null : BigInt(micros)
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}
