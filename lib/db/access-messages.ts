import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Queryable } from './client'
import { asInstant } from './instants'

/** A message to a person. Text and HTML are kept only when there is no SMTP to carry them: they hold links that sign in. */
export interface MessageRow {
  id: string
  recipient: string
  subject: string
  text: string
  html: string
  createdAt: Instant
}

export interface MessageView extends Omit<MessageRow, 'html'> {
  sentAt: Instant | null
  failure: string | null
}

export async function insertMessage(tx: Queryable, message: MessageRow): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO message (id, recipient, subject, text, html, created_at)
    VALUES (${message.id}::uuid, ${message.recipient}, ${message.subject}, ${message.text}, ${message.html},
      ${instantToIso(message.createdAt)}::timestamptz)`
}

/** What became of it: sent when `failure` is null. */
export async function updateMessage(tx: Queryable, id: string, failure: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE message SET failure = ${failure}, sent_at = CASE WHEN ${failure}::text IS NULL THEN clock_timestamp() END
    WHERE id = ${id}::uuid`
}

/** The newest first; those to the seller's own staff only when `toStaff`. */
export async function listMessages(
  tx: Queryable,
  { rowsMax, toStaff }: { rowsMax: number; toStaff: boolean },
): Promise<MessageView[]> {
  return tx.$queryRaw<MessageView[]>`
    SELECT id, recipient, subject, text, failure, ${asInstant('created_at')} AS "createdAt",
      ${asInstant('sent_at')} AS "sentAt"
    FROM message WHERE ${toStaff} OR NOT EXISTS (
      SELECT FROM "user" u JOIN staff_member s ON s.user_id = u.id WHERE u.email = message.recipient)
    ORDER BY created_at DESC, id DESC LIMIT ${rowsMax}`
}
