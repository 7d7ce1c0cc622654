import { type Instant, instantToIso } from '@/lib/domain/instants'
import {
  type ClaimedDelivery,
  NO_SWITCHES,
  type SandboxEventRow,
  type SandboxStore,
  type SandboxSwitches,
} from '@/lib/domain/purchases/sandbox-store'
import type { Database, Queryable } from './client'
import { asInstant } from './instants'
import { withRetry } from './transactions'

/** Takes what is due and nobody has, in one statement: what a process that died had is free again when its claim runs out. */
export async function claimDeliveries(
  db: Database,
  now: Instant,
  claimedUntil: Instant,
  rowsMax: number,
): Promise<ClaimedDelivery[]> {
  const rows = await withRetry(
    () => db.$queryRaw<(Omit<ClaimedDelivery, 'event'> & { event: string } & Omit<SandboxEventRow, 'id'>)[]>`
    WITH due AS (
      SELECT id FROM sandbox_delivery
      WHERE delivered_at IS NULL AND given_up_at IS NULL AND due_at <= ${instantToIso(now)}::timestamptz
        AND (claimed_until IS NULL OR claimed_until <= ${instantToIso(now)}::timestamptz)
      ORDER BY due_at, turn, id LIMIT ${rowsMax} FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE sandbox_delivery d SET claimed_until = ${instantToIso(claimedUntil)}::timestamptz, attempts = attempts + 1
      FROM due WHERE d.id = due.id RETURNING d.id, d.event_id, d.attempts, d.due_at, d.turn
    )
    SELECT c.id, c.attempts, e.id AS event, e.type, ${asInstant('e.created_at')} AS "createdAt", e.body
    FROM claimed c JOIN sandbox_event e ON e.id = c.event_id ORDER BY c.due_at, c.turn, c.id`,
  )
  return rows.map(({ id, attempts, event, ...rest }) => ({ id, attempts, event: { id: event, ...rest } }))
}

/** Says what became of a try. What was delivered meanwhile by another stays delivered. */
export async function settleDelivery(
  db: Database,
  id: bigint,
  { at, answer, isDelivered, retryAt }: Parameters<SandboxStore['settleDelivery']>[1],
): Promise<void> {
  const retry = retryAt === null ? null : instantToIso(retryAt)
  await withRetry(
    () => db.$executeRaw`
    UPDATE sandbox_delivery SET last_answer = ${answer}, claimed_until = NULL,
      delivered_at = CASE WHEN ${isDelivered} THEN ${instantToIso(at)}::timestamptz END,
      due_at = coalesce(${retry}::timestamptz, due_at),
      given_up_at = CASE WHEN NOT ${isDelivered} AND ${retry}::timestamptz IS NULL THEN ${instantToIso(at)}::timestamptz END
    WHERE id = ${id} AND delivered_at IS NULL`,
  )
}

export async function loadSwitches(tx: Queryable): Promise<SandboxSwitches> {
  const rows = await tx.$queryRaw<{ name: string; value: number }[]>`SELECT name, value FROM sandbox_switch`
  return { ...NO_SWITCHES, ...Object.fromEntries(rows.map(({ name, value }) => [name, value])) }
}

export async function saveSwitches(tx: Queryable, switches: SandboxSwitches): Promise<void> {
  for (const [name, value] of Object.entries(switches)) {
    await tx.$executeRaw`
      INSERT INTO sandbox_switch (name, value) VALUES (${name}, ${value}) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`
  }
}
