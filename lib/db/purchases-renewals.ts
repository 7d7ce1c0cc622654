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
    ? Prisma.sql`AND (l.paid_until, l.id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<UnpaidPeriod[]>`
    SELECT l.account_id AS "accountId", l.id, ${asInstant('l.paid_until')} AS at FROM allowance l
    WHERE l.is_billed AND l.next_at IS NOT NULL AND l.paid_until <= ${instantToIso(by)}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM "order" o WHERE o.account_id = l.account_id AND o.allowance_id = l.id AND o.priced_at = l.paid_until)
      ${later}
    ORDER BY l.paid_until, l.id LIMIT ${count}`
}
