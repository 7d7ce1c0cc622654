import { type Instant, instantToIso } from '@/lib/domain/instants'
import {
  type DocumentHead,
  type DocumentKind,
  DocumentSnapshot,
  type MoneyDocument,
} from '@/lib/domain/purchases/document'
import type { Place } from '@/lib/domain/sweep'
import type { Queryable } from './client'
import { Prisma } from './generated/client'
import { asInstant } from './instants'

const HEAD = Prisma.sql`
  account_id AS "accountId", id, kind, number, order_id AS "orderId", refund_id AS "refundId", dispute_id AS "disputeId",
  ${asInstant('issued_at')} AS "issuedAt", net_cents AS "netCents", tax_cents AS "taxCents", total_cents AS "totalCents", currency`

/** The next number of the kind. Whoever takes one keeps the others waiting until the transaction ends, so that none is left out. */
export async function takeDocumentSequence(tx: Queryable, kind: DocumentKind): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ last: bigint }[]>`
    INSERT INTO document_counter (kind, last) VALUES (${kind}, 1)
    ON CONFLICT (kind) DO UPDATE SET last = document_counter.last + 1 RETURNING last`
  if (!row) throw new Error(`No number was given to the next ${kind}.`)
  return row.last
}

export async function insertDocument(
  tx: Queryable,
  document: Omit<MoneyDocument, 'netCents' | 'taxCents' | 'totalCents' | 'currency'> & { sequence: bigint },
): Promise<void> {
  const { accountId, id, kind, sequence, number, orderId, refundId, disputeId, issuedAt, snapshot } = document
  const { netCents, taxCents, totalCents, currency } = snapshot
  const json = JSON.stringify(snapshot, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))
  await tx.$executeRaw`
    INSERT INTO document (account_id, id, kind, sequence, number, order_id, refund_id, dispute_id, issued_at, net_cents, tax_cents,
      total_cents, currency, snapshot)
    VALUES (${accountId}::uuid, ${id}::uuid, ${kind}, ${sequence}, ${number}, ${orderId}::uuid, ${refundId}::uuid, ${disputeId},
      ${instantToIso(issuedAt)}::timestamptz, ${netCents}, ${taxCents}, ${totalCents}, ${currency}, ${json}::jsonb)`
}

export async function findDocument(
  tx: Queryable,
  { accountId, documentId }: { accountId: string; documentId: string },
): Promise<MoneyDocument | null> {
  const [row] = await tx.$queryRaw<(DocumentHead & { snapshot: unknown })[]>`
    SELECT ${HEAD}, snapshot FROM document WHERE account_id = ${accountId}::uuid AND id = ${documentId}::uuid`
  return row ? { ...row, snapshot: DocumentSnapshot.parse(row.snapshot) } : null
}

/** The receipt or invoice of an order; null before it is paid. */
export async function findDocumentOfOrder(
  tx: Queryable,
  accountId: string,
  orderId: string,
): Promise<MoneyDocument | null> {
  const [row] = await tx.$queryRaw<(DocumentHead & { snapshot: unknown })[]>`
    SELECT ${HEAD}, snapshot FROM document
    WHERE account_id = ${accountId}::uuid AND order_id = ${orderId}::uuid AND kind <> 'credit-note' AND refund_id IS NULL`
  return row ? { ...row, snapshot: DocumentSnapshot.parse(row.snapshot) } : null
}

/** The newest first, those before the document of the id `before`. */
export async function listDocuments(
  tx: Queryable,
  accountId: string,
  before: string | null,
  count: number,
): Promise<DocumentHead[]> {
  const earlier = before === null ? Prisma.empty : Prisma.sql`AND id < ${before}::uuid`
  return tx.$queryRaw<DocumentHead[]>`
    SELECT ${HEAD} FROM document WHERE account_id = ${accountId}::uuid ${earlier} ORDER BY id DESC LIMIT ${count}`
}

/** All documents of the orders, the oldest first. */
export async function listDocumentsOfOrders(
  tx: Queryable,
  accountId: string,
  orderIds: readonly string[],
): Promise<DocumentHead[]> {
  return tx.$queryRaw<DocumentHead[]>`
    SELECT ${HEAD} FROM document WHERE account_id = ${accountId}::uuid AND order_id = ANY(${orderIds}::uuid[]) ORDER BY id`
}

/** Orders that are done and have no document, which were settled before there were any; the oldest first, after a place. */
export async function listOrdersWithoutDocument(
  tx: Queryable,
  after: Place | null,
  count: number,
): Promise<(Place & { accountId: string })[]> {
  const later = after
    ? Prisma.sql`AND (o.settled_at, o.id) > (${instantToIso(after.at)}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty
  return tx.$queryRaw<(Place & { accountId: string })[]>`
    SELECT o.account_id AS "accountId", o.id, ${asInstant('o.settled_at')} AS at FROM "order" o
    WHERE o.state = 'done' ${later} AND NOT EXISTS (
      SELECT FROM document d WHERE d.account_id = o.account_id AND d.order_id = o.id AND d.kind <> 'credit-note' AND d.refund_id IS NULL)
    ORDER BY o.settled_at, o.id LIMIT ${count}`
}

export type DocumentAbout = Pick<DocumentHead, 'orderId' | 'refundId' | 'disputeId'>

/** Whether such a document was issued already. */
export async function isDocumented(
  tx: Queryable,
  accountId: string,
  kind: DocumentKind,
  { orderId, refundId, disputeId }: DocumentAbout,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ at: Instant }[]>`
    SELECT ${asInstant('issued_at')} AS at FROM document
    WHERE account_id = ${accountId}::uuid AND order_id = ${orderId}::uuid AND (kind = 'credit-note') = ${kind === 'credit-note'}
      AND refund_id IS NOT DISTINCT FROM ${refundId}::uuid AND dispute_id IS NOT DISTINCT FROM ${disputeId}`
  return row !== undefined
}
