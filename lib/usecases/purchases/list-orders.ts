import { z } from 'zod'
import { listDisputes } from '@/lib/db/purchases-disputes'
import { listOrders as list } from '@/lib/db/purchases-orders'
import { listRefunds } from '@/lib/db/purchases-refunds'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { ListedOrder } from '@/lib/domain/purchases/refund-model'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

const ORDERS_MAX = 20

/** A page of the account's orders, the newest first; `next` is where the page after it goes on, null on the last one. */
export const listOrders = defineQuery({
  name: 'purchases.list-orders',
  input: z.strictObject({ accountId: AccountId, before: z.uuid().nullable().default(null) }),
  allow: anyRole,
  run: async ({ accountId, before }, { tx }): Promise<{ orders: ListedOrder[]; next: string | null }> => {
    const orders = await list(tx, accountId, before, ORDERS_MAX + 1)
    const page = orders.slice(0, ORDERS_MAX)
    const ids = page.map(({ id }) => id)
    const [refunds, disputes] = [await listRefunds(tx, accountId, ids), await listDisputes(tx, accountId, ids)]
    const listed = page.map((order) => ({
      ...order,
      refunds: refunds.filter(({ orderId }) => orderId === order.id),
      disputes: disputes.filter(({ orderId }) => orderId === order.id),
    }))
    return { orders: listed, next: orders.length > ORDERS_MAX ? (page.at(-1)?.id ?? null) : null }
  },
})
