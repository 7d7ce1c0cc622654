import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

/** A period that is to be paid by card and has not been ordered. */
export interface UnpaidPeriod extends Place {
  accountId: string
}

/** Periods that begin by then and are paid by card, none of which was ordered yet: the earliest first, after a place. */
export async function listUnpaidPeriods(
  tx: Queryable,
  by: Instant,
  after: Place | null,
  count: number,
): Promise<UnpaidPeriod[]> {
  const later = after
    ? Prisma.sql`AND (l.next_at, l.id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<UnpaidPeriod[]>`
    SELECT l.account_id AS "accountId", l.id, ${asInstant('l.next_at')} AS at FROM allowance l
    WHERE l.is_billed AND l.next_at = l.paid_until AND l.next_at <= ${instantToIso(by)}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM "order" o WHERE o.account_id = l.account_id AND o.allowance_id = l.id AND o.priced_at = l.next_at)
      ${later}
    ORDER BY l.next_at, l.id LIMIT ${count}`
}

/** Whether the period that begins then is the allowance's next one, and still to be paid. */
export async function isUnpaidPeriod(
  tx: Queryable,
  { accountId, allowanceId, at }: { accountId: string; allowanceId: string; at: Instant },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM allowance WHERE account_id = ${accountId}::uuid AND id = ${allowanceId}::uuid
      AND next_at = ${instantToIso(at)}::timestamptz AND paid_until = next_at`
  return rows.length > 0
}
