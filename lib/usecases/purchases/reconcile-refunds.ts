import { listOrdersWithoutDocument } from '@/lib/db/purchases-documents'
import { listPendingRefunds } from '@/lib/db/purchases-refunds'
import { withRetry } from '@/lib/db/transactions'
import { MINUTE } from '@/lib/domain/instants'
import { type Batch, failureLine, type Place, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { fulfilRefund } from './fulfil-refund'
import { houseNow } from './house-now'
import { issueMissingDocument } from './issue-missing-document'

const CALLER = { kind: 'system', rule: 'reconciler' } as const
const ROWS_MAX = 50
const PENDING_FOR = MINUTE
/** Where the sweep goes on after the refunds. */
const DOCUMENTS = 'documents'

/**
 * Finishes what was cut off: has refunds paid back that were begun, asks about those that the provider is still working on, and then issues
 * the documents of orders that were done before there were any.
 */
export const reconcileRefunds = defineDirect({
  name: 'purchases.reconcile-refunds',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> =>
    after?.startsWith(DOCUMENTS)
      ? issueMissing(house, after.slice(DOCUMENTS.length + 1))
      : askAboutPending(house, after),
})

async function askAboutPending(house: House, after: string | null): Promise<Batch> {
  const askedBy = (await houseNow(house)) - PENDING_FOR
  const pending = await withRetry(() => listPendingRefunds(house.db, askedBy, placeFromText(after), ROWS_MAX))
  const failures = await each(pending, 'refund', ({ accountId, id: refundId }) =>
    fulfilRefund(CALLER, { accountId, refundId }, house),
  )
  const last = pending.length < ROWS_MAX ? undefined : pending.at(-1)
  return { counts: { refunds: pending.length }, failures, next: last ? placeToText(last) : DOCUMENTS }
}

async function issueMissing(house: House, after: string): Promise<Batch> {
  const place = after === '' ? null : placeFromText(after)
  const orders = await withRetry(() => listOrdersWithoutDocument(house.db, place, ROWS_MAX))
  const failures = await each(orders, 'order', ({ accountId, id: orderId }) =>
    issueMissingDocument(CALLER, { accountId, orderId }, house),
  )
  const last = orders.length < ROWS_MAX ? undefined : orders.at(-1)
  return { counts: { documents: orders.length }, failures, next: last ? `${DOCUMENTS} ${placeToText(last)}` : null }
}

/** One that fails does not stand in the way of the others. */
async function each<T extends Place>(
  rows: readonly T[],
  what: string,
  run: (row: T) => Promise<unknown>,
): Promise<string[]> {
  const failures: string[] = []
  for (const row of rows) {
    try {
      await run(row)
    } catch (error) {
      failures.push(failureLine(`${what} ${row.id}`, error))
    }
  }
  return failures
}
