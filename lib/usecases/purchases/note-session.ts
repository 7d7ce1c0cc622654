import { z } from 'zod'
import { putPaymentCustomer } from '@/lib/db/purchases-buyers'
import { findOrder, updateOrderSession } from '@/lib/db/purchases-orders'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase } from '../define'

/** Writes down where an order is paid, and who the account is at the provider's; the first page stays the one. Not while its saved card is charged, nor after. */
export const noteSession = defineUsecase({
  name: 'purchases.note-session',
  input: OrderRef.extend({ customerId: z.string().min(1), sessionId: z.string().min(1), url: z.string().nullable() }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId, orderId, customerId, sessionId, url }, work): Promise<Order> => {
    const order = await findOrder(work.tx, { accountId, orderId }, true)
    if (!order) throw notFound('order')
    if (order.sessionId !== null || order.isTrying || (order.payWay === 'saved-card' && order.state !== 'pending')) {
      work.unchanged()
      return order
    }
    await putPaymentCustomer(work.tx, accountId, customerId, work.now)
    await updateOrderSession(work.tx, order, { sessionId, sessionUrl: url })
    work.audit({ accountId, subject: `order:${orderId}`, detail: { session: sessionId } })
    return { ...order, sessionId, sessionUrl: url }
  },
})
