import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { PayAsYouGo } from '@/lib/domain/purchases/pay-as-you-go'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** What the customer agreed to; null before they ever did. */
export async function findPayAsYouGo(tx: Queryable, accountId: string): Promise<PayAsYouGo | null> {
  const [row] = await tx.$queryRaw<PayAsYouGo[]>`
    SELECT "on" AS "isOn", cap_milli AS cap, base_milli AS base, ${asInstant('bill_at')} AS "billAt", language FROM pay_as_you_go
    WHERE account_id = ${accountId}::uuid`
  return row ?? null
}

export async function putPayAsYouGo(
  tx: Queryable,
  accountId: string,
  { isOn, cap, base, billAt, language }: PayAsYouGo,
  { at, actor }: { at: Instant; actor: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO pay_as_you_go (account_id, "on", cap_milli, base_milli, bill_at, language, changed_at, changed_by)
    VALUES (${accountId}::uuid, ${isOn}, ${cap}, ${base}, ${instantToIso(billAt)}::timestamptz, ${language}, ${instantToIso(at)}::timestamptz, ${actor})
    ON CONFLICT (account_id) DO UPDATE SET "on" = excluded."on", cap_milli = excluded.cap_milli, base_milli = excluded.base_milli, bill_at = excluded.bill_at,
      language = excluded.language, changed_at = excluded.changed_at, changed_by = excluded.changed_by`
}

/** A month's bill was written, or there was nothing to bill: the next is due then. */
export async function updateBillAt(tx: Queryable, accountId: string, billAt: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE pay_as_you_go SET bill_at = ${instantToIso(billAt)}::timestamptz WHERE account_id = ${accountId}::uuid`
}

/** Accounts whose month has ended by then, on or off: what was used before the switch is owed all the same. */
export async function listBillsDue(tx: Queryable, by: Instant, after: Place | null, count: number): Promise<Place[]> {
  const later = after
    ? Prisma.sql`AND (bill_at, account_id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<Place[]>`
    SELECT account_id AS id, ${asInstant('bill_at')} AS at FROM pay_as_you_go
    WHERE bill_at <= ${instantToIso(by)}::timestamptz ${later} ORDER BY bill_at, account_id LIMIT ${count}`
}
