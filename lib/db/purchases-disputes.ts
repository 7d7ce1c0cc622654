import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { DisputeState, OrderDispute } from '@/lib/domain/purchases/refund-model'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

const COLUMNS = Prisma.sql`
  account_id AS "accountId", id, order_id AS "orderId", state, reason, amount_cents AS "amountCents", currency,
  ${asInstant('opened_at')} AS "openedAt", ${asInstant('closed_at')} AS "closedAt", revoked_milli AS revoked, debt_milli AS debt,
  back_grant_id AS "backGrantId"`

/** Writes down a dispute, and by which transaction its tokens were taken. */
export async function insertDispute(
  tx: Queryable,
  dispute: Omit<OrderDispute, 'backGrantId'> & { clawSeq: bigint | null },
): Promise<void> {
  const { accountId, id, orderId, state, reason, amountCents, currency, openedAt, closedAt, revoked, debt } = dispute
  const closed = closedAt === null ? null : instantToIso(closedAt)
  await tx.$executeRaw`
    INSERT INTO dispute (account_id, id, order_id, state, reason, amount_cents, currency, opened_at, closed_at, revoked_milli, debt_milli,
      claw_seq)
    VALUES (${accountId}::uuid, ${id}, ${orderId}::uuid, ${state}, ${reason}, ${amountCents}, ${currency},
      ${instantToIso(openedAt)}::timestamptz, ${closed}::timestamptz, ${revoked}, ${debt}, ${dispute.clawSeq})`
}

/** Null before it is known here. */
export async function findDispute(tx: Queryable, accountId: string, id: string): Promise<OrderDispute | null> {
  const [row] = await tx.$queryRaw<OrderDispute[]>`
    SELECT ${COLUMNS} FROM dispute WHERE account_id = ${accountId}::uuid AND id = ${id}`
  return row ?? null
}

/** The disputes of the orders, the oldest first. */
export async function listDisputes(
  tx: Queryable,
  accountId: string,
  orderIds: readonly string[],
): Promise<OrderDispute[]> {
  return tx.$queryRaw<OrderDispute[]>`
    SELECT ${COLUMNS} FROM dispute WHERE account_id = ${accountId}::uuid AND order_id = ANY(${orderIds}::uuid[])
    ORDER BY opened_at, id`
}

/** How many disputes of the account wait for the bank, or were lost since then. */
export async function countFreezingDisputes(tx: Queryable, accountId: string, since: Instant): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ open: bigint }[]>`
    SELECT count(*) AS open FROM dispute WHERE account_id = ${accountId}::uuid 
      AND (state = 'open' OR (state = 'lost' AND closed_at >= ${instantToIso(since)}::timestamptz))`
  return row?.open ?? 0n
}

export async function updateDisputeState(
  tx: Queryable,
  { accountId, id }: Pick<OrderDispute, 'accountId' | 'id'>,
  { state, backGrantId }: { state: DisputeState; backGrantId: string | null },
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE dispute SET state = ${state}, back_grant_id = ${backGrantId}::uuid, closed_at = ${instantToIso(at)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${id}`
}
