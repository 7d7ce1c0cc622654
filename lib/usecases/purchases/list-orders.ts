import { z } from 'zod'
import { listOrders as list } from '@/lib/db/purchases-orders'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

const ORDERS_MAX = 20

/** A page of the account's orders, the newest first; `next` is where the page after it goes on, null on the last one. */
export const listOrders = defineQuery({
  name: 'purchases.list-orders',
  input: z.strictObject({ accountId: AccountId, before: z.uuid().nullable().default(null) }),
  allow: anyRole,
  run: async ({ accountId, before }, { tx }): Promise<{ orders: Order[]; next: string | null }> => {
    const orders = await list(tx, accountId, before, ORDERS_MAX + 1)
    const page = orders.slice(0, ORDERS_MAX)
    return { orders: page, next: orders.length > ORDERS_MAX ? (page.at(-1)?.id ?? null) : null }
  },
})
