import { findOrder } from '@/lib/db/purchases-orders'
import { OrderRef } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

/** An order of the account, as it is written down. */
export const getOrder = defineQuery({
  name: 'purchases.get-order',
  input: OrderRef,
  allow: anyRole,
  run: async (ref, { tx }): Promise<Order> => {
    const order = await findOrder(tx, ref)
    if (!order) throw notFound('order')
    return order
  },
})
