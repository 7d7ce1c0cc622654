import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { OrderRefund, RefundState } from '@/lib/domain/purchases/refund-model'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

const COLUMNS = Prisma.sql`
  account_id AS "accountId", id, order_id AS "orderId", grant_id AS "grantId", state, tokens_milli AS tokens, net_cents AS "netCents",
  tax_cents AS "taxCents", total_cents AS "totalCents", currency, actor, reason, ${asInstant('created_at')} AS "createdAt",
  ${asInstant('settled_at')} AS "settledAt", provider_id AS "providerId", failure`

export interface RefundRef {
  accountId: string
  refundId: string
}

/** Writes down a refund whose tokens the transaction `holdSeq` set aside. */
export async function insertRefund(
  tx: Queryable,
  refund: Omit<OrderRefund, 'state' | 'settledAt' | 'providerId' | 'failure'> & { holdSeq: bigint },
): Promise<void> {
  const { accountId, id, orderId, grantId, tokens, netCents, taxCents, totalCents, currency, actor, reason } = refund
  await tx.$executeRaw`
    INSERT INTO refund (account_id, id, order_id, grant_id, tokens_milli, net_cents, tax_cents, total_cents, currency, actor, reason,
      created_at, hold_seq)
    VALUES (${accountId}::uuid, ${id}::uuid, ${orderId}::uuid, ${grantId}::uuid, ${tokens}, ${netCents}, ${taxCents}, ${totalCents},
      ${currency}, ${actor}, ${reason}, ${instantToIso(refund.createdAt)}::timestamptz, ${refund.holdSeq})`
}

/** Locked until the transaction ends when `forChange`. */
export async function findRefund(
  tx: Queryable,
  { accountId, refundId }: RefundRef,
  forChange = false,
): Promise<OrderRefund | null> {
  const [row] = await tx.$queryRaw<OrderRefund[]>`
    SELECT ${COLUMNS} FROM refund WHERE account_id = ${accountId}::uuid AND id = ${refundId}::uuid
    ${forChange ? Prisma.sql`FOR UPDATE` : Prisma.empty}`
  return row ?? null
}

/** The refund that the provider names by our id alone; null when it is none of ours. */
export async function findRefundRef(tx: Queryable, refundId: string): Promise<RefundRef | null> {
  const [row] = await tx.$queryRaw<RefundRef[]>`
    SELECT account_id AS "accountId", id AS "refundId" FROM refund WHERE id = ${refundId}::uuid`
  return row ?? null
}

/** The refunds of the orders, those that failed included, the oldest first. */
export async function listRefunds(
  tx: Queryable,
  accountId: string,
  orderIds: readonly string[],
): Promise<OrderRefund[]> {
  return tx.$queryRaw<OrderRefund[]>`
    SELECT ${COLUMNS} FROM refund WHERE account_id = ${accountId}::uuid AND order_id = ANY(${orderIds}::uuid[]) ORDER BY id`
}

/** Refunds under way that were asked for by then, the oldest first, after a place. */
export async function listPendingRefunds(
  tx: Queryable,
  askedBy: Instant,
  after: Place | null,
  count: number,
): Promise<(Place & { accountId: string })[]> {
  const later = after
    ? Prisma.sql`AND (created_at, id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<(Place & { accountId: string })[]>`
    SELECT account_id AS "accountId", id, ${asInstant('created_at')} AS at FROM refund
    WHERE state = 'pending' AND created_at <= ${instantToIso(askedBy)}::timestamptz ${later}
    ORDER BY created_at, id LIMIT ${count}`
}

/** How the provider calls it. */
export async function updateRefundProvider(tx: Queryable, ref: RefundRef, providerId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE refund SET provider_id = ${providerId} WHERE account_id = ${ref.accountId}::uuid AND id = ${ref.refundId}::uuid`
}

/** What became of it: by which transaction, and by which grant the tokens came back that were taken already. */
export async function updateRefundState(
  tx: Queryable,
  { accountId, refundId }: RefundRef,
  end: { state: RefundState; failure: string | null; endSeq: bigint | null; backGrantId: string | null },
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE refund SET state = ${end.state}, failure = ${end.failure}, end_seq = coalesce(end_seq, ${end.endSeq}),
      back_grant_id = ${end.backGrantId}::uuid, settled_at = ${instantToIso(at)}::timestamptz
    WHERE account_id = ${accountId}::uuid AND id = ${refundId}::uuid`
}
