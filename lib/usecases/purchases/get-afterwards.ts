import { findBook } from '@/lib/db/ledger'
import { findOrder } from '@/lib/db/purchases-orders'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { RefundView } from '@/lib/domain/purchases/refund'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { readAfterwards } from './read-afterwards'

/** All that an order's refund page says; with it the order's own page says what became of it. */
export const getAfterwards = defineQuery({
  name: 'purchases.get-afterwards',
  input: OrderRef,
  allow: anyRole,
  run: async (ref, work): Promise<RefundView> => {
    const order = await findOrder(work.tx, ref)
    const stored = order && (await findBook(work.tx, ref.accountId))
    if (!order || !stored) throw notFound('order')
    const book = planSettlement(stored, work.now)
    const { available, timeZone } = book
    return { ...(await readAfterwards(work, order, book)), order, available, timeZone, asOf: work.now }
  },
})
