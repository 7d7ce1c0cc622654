import type { Instant } from '../instants'
import type { Book } from '../ledger/model'
import type { Order } from '../purchases/order-model'
import type { OrderAfterwards } from '../purchases/refund'
import type { Tokens } from '../tokens'

/** An order as the staff sees it. */
export type CustomerOrder = OrderAfterwards & { readonly order: Order }

/** A page of a customer's orders. */
export interface CustomerOrders {
  readonly accountId: string
  readonly accountName: string
  readonly status: Book['status']
  readonly timeZone: string
  readonly debt: Tokens
  readonly asOf: Instant
  readonly orders: readonly CustomerOrder[]
  /** Where the older ones go on; null when there are none. */
  readonly next: string | null
}
