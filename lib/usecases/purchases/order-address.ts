import { config } from '@/lib/config'
import type { Order } from '@/lib/domain/purchases/order-model'

/** The order's page. */
export function orderAddress({ accountId, id }: Pick<Order, 'accountId' | 'id'>): string {
  return new URL(`/a/${accountId}/orders/${id}`, config().NEXTAUTH_URL).href
}
