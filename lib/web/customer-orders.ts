import 'server-only'
import type { CustomerOrder, CustomerOrders } from '@/lib/domain/oversight/customer-orders'
import { listCustomerOrders } from '@/lib/usecases/oversight/list-customer-orders'
import { forPage } from './page-answer'
import { queryText } from './query-text'
import { staffCaller } from './session'

export interface StaffOrders {
  view: CustomerOrders
  isFirst: boolean
  /** Whether this person refunds and unfreezes. */
  mayAct: boolean
  /** What the address asks to do. */
  asked: { refund: CustomerOrder | null; unfreeze: boolean }
}

/** All that staff's page of a customer's orders shows. */
export async function readCustomerOrders(
  accountId: string,
  query: Record<string, string | string[] | undefined>,
): Promise<StaffOrders> {
  const caller = await staffCaller()
  const before = queryText(query.before)
  const view = await forPage(listCustomerOrders(caller, { accountId, before: before === '' ? null : before }))
  const mayAct = caller.role === 'finance' || caller.role === 'admin'
  const refund = view.orders.find(({ order, offer }) => order.id === queryText(query.refund) && isRefundable({ offer }))
  const unfreeze = query.unfreeze !== undefined && view.status === 'frozen'
  return {
    view,
    isFirst: before === '',
    mayAct,
    asked: { refund: (mayAct && refund) || null, unfreeze: mayAct && unfreeze },
  }
}

/** The staff may refund past the days of an order. */
function isRefundable({ offer: { obstacle } }: Pick<CustomerOrder, 'offer'>): boolean {
  return obstacle === null || obstacle === 'too-late'
}
