import { lockAccounts } from '@/lib/db/ledger'
import { findOrder } from '@/lib/db/purchases-orders'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase } from '../define'
import { issueDocument } from './issue-document'

/** Issues the document of an order that was done before there were documents. Its card is not known any more. */
export const issueMissingDocument = defineUsecase({
  name: 'purchases.issue-missing-document',
  input: OrderRef,
  allow: job,
  isSafeTwice: true,
  run: async (ref, work) => {
    const [locked] = await lockAccounts(work.tx, [ref.accountId])
    const order = locked ? await findOrder(work.tx, ref) : null
    if (order?.state !== 'done') throw notFound('order')
    const isIssued = await issueDocument(work, order, null)
    if (!isIssued) work.unchanged()
  },
})
