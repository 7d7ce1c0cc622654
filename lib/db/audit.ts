import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'

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
