import { z } from 'zod'
import { findOrderOfPayment } from '@/lib/db/purchases-orders'
import { withRetry } from '@/lib/db/transactions'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import type { OrderDispute } from '@/lib/domain/purchases/refund-model'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { fulfilOrder } from './fulfil-order'
import { paymentsOf } from './payments-of'
import { settleDispute } from './settle-dispute'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/** Asks the provider how a dispute stands, and acts on it, once for each of its states. Throws PaymentFault; 'not-found' when it is about no order of ours. */
export const fulfilDispute = defineDirect({
  name: 'purchases.fulfil-dispute',
  input: z.strictObject({ disputeId: z.string().min(1).max(255) }),
  allow: job,
  run: async ({ disputeId }, _, house): Promise<OrderDispute> => {
    const told = await (await paymentsOf(house)).getDispute(disputeId)
    const ref = await orderDisputed(told, house)
    if (!ref) throw notFound('order')
    return settleDispute(CALLER, { ...ref, told }, house)
  },
})

/** The order whose payment it is. A dispute may be heard of before its payment: the order is then fulfilled first. */
async function orderDisputed(
  { paymentId: named, chargeId }: Dispute,
  house: House,
): Promise<{ accountId: string; orderId: string } | null> {
  const payments = await paymentsOf(house)
  const paymentId = named ?? (await payments.getCharge(chargeId)).paymentId
  if (paymentId === null) return null
  const order = await withRetry(() => findOrderOfPayment(house.db, paymentId))
  if (order?.state === 'done') return { accountId: order.accountId, orderId: order.id }
  const { accountId, orderId } = await payments.getPayment(paymentId)
  if (accountId === null || orderId === null) return null
  const { state } = await fulfilOrder(CALLER, { accountId, orderId }, house)
  // Its saved card is being charged: nothing could be taken back yet of what will be delivered in a moment.
  if (state === 'pending') throw new Refusal('unavailable', { detail: 'The order of this payment is being settled.' })
  return { accountId, orderId }
}
