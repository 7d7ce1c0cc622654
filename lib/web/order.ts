import 'server-only'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { HomeView } from '@/lib/domain/forecast/views'
import type { Order } from '@/lib/domain/purchases/order-model'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { OrderAfterwards, RefundView } from '@/lib/domain/purchases/refund'
import type { ListedOrder } from '@/lib/domain/purchases/refund-model'
import { log } from '@/lib/log'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { fulfilOrder } from '@/lib/usecases/purchases/fulfil-order'
import { getAfterwards } from '@/lib/usecases/purchases/get-afterwards'
import { getOrder } from '@/lib/usecases/purchases/get-order'
import { listOrders } from '@/lib/usecases/purchases/list-orders'
import { forPage } from './page-answer'
import { memberCaller } from './session'

interface ReadOrder {
  order: Order
  home: HomeView
  afterwards: OrderAfterwards
}

/** The order as it is now, and the account after it. Whoever comes back from paying makes it so: the provider is asked here too. */
export async function readOrder(accountId: string, orderId: string): Promise<ReadOrder> {
  const caller = await memberCaller()
  const ref = { accountId, orderId }
  const before = await forPage(getOrder(caller, ref))
  const order = before.state === 'pending' ? await askAgain(before, () => fulfilOrder(caller, ref)) : before
  // The frame around the page may have read the balance before these tokens came.
  if (order.state !== before.state) redirect(orderPath(accountId, orderId))
  const home = await forPage(getHome(caller, { accountId }))
  return { order, home, afterwards: await forPage(getAfterwards(caller, ref)) }
}

/** All that the page of an order's refund says. */
export async function readRefund(accountId: string, orderId: string): Promise<RefundView> {
  return forPage(getAfterwards(await memberCaller(), { accountId, orderId }))
}

/** When the provider is away the order is as it was. */
async function askAgain(before: Order, ask: () => Promise<Order>): Promise<Order> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof PaymentFault)) throw error
    log().warn(
      { order: before.id, fault: error.kind, error: error.message },
      'The provider could not be asked about an order.',
    )
    return before
  }
}

/** A page of the account's orders, the newest first, after the order of the id `before`; empty text is the first page. */
export async function readOrders(
  accountId: string,
  before: string,
): Promise<{ orders: ListedOrder[]; next: string | null }> {
  const caller = await memberCaller()
  return forPage(listOrders(caller, { accountId, before: before === '' ? null : before }))
}

export function orderPath(accountId: string, orderId: string): Route {
  return `/a/${accountId}/orders/${orderId}` as Route
}
