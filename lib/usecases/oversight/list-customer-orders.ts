import { z } from 'zod'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { findBook } from '@/lib/db/ledger'
import { listOrders } from '@/lib/db/purchases-orders'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import type { CustomerOrder, CustomerOrders } from '@/lib/domain/oversight/customer-orders'
import { notFound } from '@/lib/domain/refusals'
import { staff } from '../allow'
import { defineQuery } from '../define'
import { readAfterwards } from '../purchases/read-afterwards'

const ORDERS_MAX = 20

/** A page of a customer's orders for the staff: what became of each, its documents, and what would be refunded of it now. */
export const listCustomerOrders = defineQuery({
  name: 'oversight.list-customer-orders',
  input: z.strictObject({ accountId: AccountId, before: z.uuid().nullable().default(null) }),
  allow: staff('support', 'operator', 'finance', 'approver', 'auditor', 'admin'),
  run: async ({ accountId, before }, work): Promise<CustomerOrders> => {
    const account = await findAccountProfile(work.tx, accountId)
    const stored = account && (await findBook(work.tx, accountId))
    if (!account || !stored) throw notFound('account')
    const book = planSettlement(stored, work.now)
    const found = await listOrders(work.tx, accountId, before, ORDERS_MAX + 1)
    const orders: CustomerOrder[] = []
    for (const order of found.slice(0, ORDERS_MAX)) {
      orders.push({ ...(await readAfterwards(work, order, book)), order })
    }
    const next = found.length > ORDERS_MAX ? (orders.at(-1)?.order.id ?? null) : null
    const { status, timeZone, debt } = book
    return { accountId, accountName: account.name, status, timeZone, debt, asOf: work.now, orders, next }
  },
})
