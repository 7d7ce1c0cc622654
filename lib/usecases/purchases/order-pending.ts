import type { Order } from '@/lib/domain/purchases/order-model'
import { Refusal } from '@/lib/domain/refusals'
import { orderAddress } from './order-address'

/** The refusal of a second purchase while one is under way, with the way to it. */
export function orderPending({ accountId, id }: Pick<Order, 'accountId' | 'id'>): Refusal {
  return new Refusal('order-pending', {
    detail: 'A purchase is still under way. Finish or cancel it before you buy again. Nothing was ordered.',
    facts: { order: id, url: orderAddress({ accountId, id }) },
  })
}
