import { listGrants } from '@/lib/db/ledger'
import { listDocumentsOfOrders } from '@/lib/db/purchases-documents'
import type { Book } from '@/lib/domain/ledger/model'
import type { Order } from '@/lib/domain/purchases/order-model'
import { type OrderAfterwards, refundOf } from '@/lib/domain/purchases/refund'
import type { Work } from '../define'
import { readAftermath } from './read-aftermath'

/** What became of an order, its documents, and what it would be refunded for now. `book` is the account's, settled. */
export async function readAfterwards({ tx, now }: Work, order: Order, book: Book): Promise<OrderAfterwards> {
  const { accountId, id, grantId } = order
  const aftermath = await readAftermath(tx, accountId, id)
  const open = grantId === null ? undefined : book.grants.get(grantId)
  const [grant] = grantId === null || open ? [open] : await listGrants(tx, accountId, [grantId])
  const offer = refundOf(order, grant ?? null, aftermath, now)
  return { ...aftermath, offer, documents: await listDocumentsOfOrders(tx, accountId, [id]) }
}
