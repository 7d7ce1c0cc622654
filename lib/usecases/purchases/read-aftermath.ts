import type { Queryable } from '@/lib/db/client'
import { listDisputes } from '@/lib/db/purchases-disputes'
import { listRefunds } from '@/lib/db/purchases-refunds'
import type { OrderAftermath } from '@/lib/domain/purchases/refund-model'

/** What became of an order after it was paid. */
export async function readAftermath(tx: Queryable, accountId: string, orderId: string): Promise<OrderAftermath> {
  return {
    refunds: await listRefunds(tx, accountId, [orderId]),
    disputes: await listDisputes(tx, accountId, [orderId]),
  }
}
