import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** A webhook in the inbox. */
export interface WebhookRow {
  id: string
  type: string
  payload: string
  receivedAt: Instant
  /** This one included. */
  attempts: number
}

export type WebhookOutcome = 'worked' | 'ignored' | 'parked'

/** Keeps a webhook once; says whether it is new. */
export async function insertWebhook(
  tx: Queryable,
  { id, type, payload, receivedAt }: Omit<WebhookRow, 'attempts'>,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO webhook_event (id, type, payload, received_at, try_at)
    VALUES (${id}, ${type}, ${payload}, ${instantToIso(receivedAt)}::timestamptz, ${instantToIso(receivedAt)}::timestamptz)
    ON CONFLICT (id) DO NOTHING`
  return inserted === 1
}

/** Webhooks that are due to be worked, after a place. */
export async function listDueWebhooks(
  tx: Queryable,
  now: Instant,
  after: Place | null,
  count: number,
): Promise<Place[]> {
  const later = after
    ? Prisma.sql`AND (try_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id})`
    : Prisma.empty
  return tx.$queryRaw<Place[]>`
    SELECT id, ${asInstant('try_at')} AS at FROM webhook_event
    WHERE outcome IS NULL AND try_at <= ${instantToIso(now)}::timestamptz ${later}
    ORDER BY try_at, id LIMIT ${count}`
}

/** Takes a due webhook for one try; others may have it again from `nextTryAt` on. Null when somebody has it, or it was worked. */
export async function claimWebhook(
  tx: Queryable,
  id: string,
  now: Instant,
  nextTryAt: Instant,
): Promise<WebhookRow | null> {
  const [row] = await tx.$queryRaw<WebhookRow[]>`
    UPDATE webhook_event SET attempts = attempts + 1, try_at = ${instantToIso(nextTryAt)}::timestamptz
    WHERE id = ${id} AND outcome IS NULL AND try_at <= ${instantToIso(now)}::timestamptz
    RETURNING id, type, payload, ${asInstant('received_at')} AS "receivedAt", attempts`
  return row ?? null
}

export async function settleWebhook(
  tx: Queryable,
  id: string,
  outcome: WebhookOutcome,
  error: string | null,
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_event SET outcome = ${outcome}, error = ${error}, worked_at = ${instantToIso(at)}::timestamptz WHERE id = ${id}`
}

/** It did not work; it is tried again then. */
export async function postponeWebhook(tx: Queryable, id: string, error: string, tryAt: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE webhook_event SET error = ${error}, try_at = ${instantToIso(tryAt)}::timestamptz WHERE id = ${id} AND outcome IS NULL`
}

/** Up to when the provider's own list was read; null before the first time. */
export async function findReadTo(tx: Queryable): Promise<Instant | null> {
  const [row] = await tx.$queryRaw<{ readTo: Instant }[]>`
    SELECT ${asInstant('read_to')} AS "readTo" FROM payment_reading WHERE id = 1`
  return row?.readTo ?? null
}

/** It is never set back. */
export async function putReadTo(tx: Queryable, readTo: Instant): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment_reading (id, read_to) VALUES (1, ${instantToIso(readTo)}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET read_to = greatest(payment_reading.read_to, excluded.read_to)`
}
