import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

export interface AuditEntryRow {
  accountId: string
  id: string
  at: Instant
  actor: string
  verb: string
  subject: string
  reason: string | null
  detail: Record<string, unknown>
}

export interface OutboxEventRow {
  accountId: string
  id: string
  name: string
  payload: Record<string, unknown>
  createdAt: Instant
}

export async function insertAuditEntries(tx: Queryable, rows: readonly AuditEntryRow[]): Promise<void> {
  for (const row of rows) {
    await tx.$executeRaw`
      INSERT INTO audit_entry (account_id, id, at, actor, verb, subject, reason, detail)
      VALUES (${row.accountId}::uuid, ${row.id}::uuid, ${instantToIso(row.at)}::timestamptz, ${row.actor}, ${row.verb},
        ${row.subject}, ${row.reason}, ${JSON.stringify(row.detail)}::jsonb)`
  }
}

export async function insertOutboxEvents(tx: Queryable, rows: readonly OutboxEventRow[]): Promise<void> {
  for (const row of rows) {
    await tx.$executeRaw`
      INSERT INTO outbox_event (account_id, id, name, payload, created_at)
      VALUES (${row.accountId}::uuid, ${row.id}::uuid, ${row.name}, ${JSON.stringify(row.payload)}::jsonb, ${instantToIso(row.createdAt)}::timestamptz)`
  }
}

/** Events that are still to be delivered, in the order in which they came about, after a place. */
export async function listWaitingEvents(tx: Queryable, after: Place | null, count: number): Promise<Place[]> {
  const later = after
    ? Prisma.sql`AND (created_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<Place[]>`
    SELECT id, ${asInstant('created_at')} AS at FROM outbox_event WHERE dispatched_at IS NULL ${later}
    ORDER BY created_at, id LIMIT ${count}`
}

/** Locks an event that is still to be delivered, for the transaction that delivers it; null when another one has it or did it. */
export async function takeWaitingEvent(tx: Queryable, { at, id }: Place): Promise<OutboxEventRow | null> {
  const [row] = await tx.$queryRaw<OutboxEventRow[]>`
    SELECT account_id AS "accountId", id, name, payload, ${asInstant('created_at')} AS "createdAt" FROM outbox_event
    WHERE created_at = ${instantToIso(at)}::timestamptz AND id = ${id}::uuid AND dispatched_at IS NULL
    FOR UPDATE SKIP LOCKED`
  return row ?? null
}

export async function markDispatched(tx: Queryable, { accountId, id }: OutboxEventRow, at: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox_event SET dispatched_at = ${instantToIso(at)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${id}::uuid`
}

/** Forgets events that were delivered by then; says how many there were. */
export async function deleteDeliveredEvents(tx: Queryable, deliveredBy: Instant, count: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM outbox_event e USING (
      SELECT account_id, id FROM outbox_event WHERE dispatched_at <= ${instantToIso(deliveredBy)}::timestamptz
      LIMIT ${count} FOR UPDATE SKIP LOCKED) old
    WHERE e.account_id = old.account_id AND e.id = old.id`
}
