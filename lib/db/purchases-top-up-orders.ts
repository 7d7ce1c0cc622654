import type { BalanceStep } from '@/lib/domain/forecast/balance-history'
import { HOUR, type Instant, instantToIso, instantToMillis } from '@/lib/domain/instants'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { Tokens } from '@/lib/domain/tokens'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** What counts against a month's ceiling: `spentIn` says what of it does. */
export async function listTopUpSpending(
  tx: Queryable,
  accountId: string,
  since: Instant,
): Promise<Pick<Order, 'state' | 'totalCents' | 'settledAt'>[]> {
  return tx.$queryRaw<Pick<Order, 'state' | 'totalCents' | 'settledAt'>[]>`
    SELECT state, total_cents AS "totalCents", ${asInstant('settled_at')} AS "settledAt" FROM "order"
    WHERE account_id = ${accountId}::uuid AND kind = 'top-up'
      AND (state = 'pending' OR (state IN ('done', 'mismatch') AND settled_at >= ${instantToIso(since)}::timestamptz))`
}

/** The ids of its last purchases, the newest first. */
export async function listTopUpOrderIds(tx: Queryable, accountId: string, count: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "order" WHERE account_id = ${accountId}::uuid AND kind = 'top-up' ORDER BY id DESC LIMIT ${count}`
  return rows.map(({ id }) => id)
}

/** The purchase of the rule that is under way; null when there is none. */
export async function findPendingTopUpId(tx: Queryable, accountId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "order" WHERE account_id = ${accountId}::uuid AND kind = 'top-up' AND state = 'pending'`
  return row?.id ?? null
}

/** Tokens that auto top-up brought since then, by when they came. */
export async function listToppedUp(
  tx: Queryable,
  accountId: string,
  since: Instant,
): Promise<{ at: Instant; tokens: Tokens }[]> {
  return tx.$queryRaw<{ at: Instant; tokens: Tokens }[]>`
    SELECT ${asInstant('g.effective_at')} AS at, g.amount AS tokens
    FROM "order" o JOIN "grant" g ON g.account_id = o.account_id AND g.id = o.grant_id
    WHERE o.account_id = ${accountId}::uuid AND o.kind = 'top-up' AND g.effective_at >= ${instantToIso(since)}::timestamptz`
}

/**
 * The balance at the end of each hour that had charges, and on both sides of whatever else moved it: within an hour it only falls in
 * between. Ids of charges begin with the millisecond of their recording, so that the key finds the last one before an instant.
 */
export async function listBalanceSteps(
  tx: Queryable,
  accountId: string,
  from: Instant,
  now: Instant,
): Promise<BalanceStep[]> {
  const marks: Instant[] = []
  for (let at = from; at < now; at += HOUR) marks.push(at)
  const bounds = [...marks, now].map(firstIdAfter)
  const rows = await tx.$queryRaw<(BalanceStep & { seq: bigint })[]>`
    SELECT DISTINCT ${asInstant('c.recorded_at')} AS at, c.available_after AS available, c.seq
    FROM unnest(${bounds}::uuid[]) AS bound
    CROSS JOIN LATERAL (SELECT recorded_at, available_after, seq FROM charge
      WHERE account_id = ${accountId}::uuid AND id < bound AND seq IS NOT NULL ORDER BY id DESC LIMIT 1) c
    UNION ALL
    SELECT u.at, u.available, t.seq FROM ledger_transaction t
      LEFT JOIN ledger_transaction p ON p.account_id = t.account_id AND p.seq = t.seq - 1,
      LATERAL (VALUES (${asInstant('t.recorded_at')} - 1, p.available_after), (${asInstant('t.recorded_at')}, t.available_after))
        AS u(at, available)
    WHERE t.account_id = ${accountId}::uuid AND t.kind NOT IN ('charge', 'hold', 'capture', 'release') AND u.available IS NOT NULL
      AND t.recorded_at >= coalesce((SELECT max(b.recorded_at) FROM ledger_transaction b WHERE b.account_id = ${accountId}::uuid
        AND b.kind NOT IN ('charge', 'hold', 'capture', 'release') AND b.recorded_at <= ${instantToIso(from)}::timestamptz), '-infinity')
      AND t.recorded_at <= ${instantToIso(now)}::timestamptz
    ORDER BY at, seq`
  return rows.map(({ at, available }) => ({ at, available }))
}

/** The least UUIDv7 of the millisecond after an instant's. */
function firstIdAfter(at: Instant): string {
  const millis = (instantToMillis(at) + 1).toString(16).padStart(12, '0')
  return `${millis.slice(0, 8)}-${millis.slice(8)}-0000-0000-000000000000`
}
