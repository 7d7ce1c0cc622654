import { z } from 'zod'
import { findOrderOfPayment } from '@/lib/db/purchases-orders'
import { findRefundRef, listRefunds } from '@/lib/db/purchases-refunds'
import { withRetry } from '@/lib/db/transactions'
import type { Concern } from '@/lib/domain/purchases/inbox'
import { notFound } from '@/lib/domain/refusals'
import type { House } from '../define'
import { fulfilDispute } from './fulfil-dispute'
import { fulfilOrder } from './fulfil-order'
import { fulfilRefund } from './fulfil-refund'

const CALLER = { kind: 'system', rule: 'webhooks' } as const

/** Asks the provider about what an event is about, and acts on the answer. Throws 'not-found' when it is not ours, and PaymentFault. */
export async function fulfilConcern(concern: Concern, house: House): Promise<void> {
  switch (concern.kind) {
    case 'order':
      await fulfilOrder(CALLER, { accountId: concern.accountId, orderId: concern.orderId }, house)
      return
    case 'refund':
      await fulfilRefundNamed(concern, house)
      return
    case 'charge':
      await fulfilRefundsOf(concern.paymentId, house)
      return
    case 'dispute':
      await fulfilDispute(CALLER, { disputeId: concern.disputeId }, house)
  }
}

/** A refund that was made at the provider's and not here has to be looked at by somebody. */
async function fulfilRefundNamed(
  { refundId, providerId }: Extract<Concern, { kind: 'refund' }>,
  house: House,
): Promise<void> {
  const ours = z.uuid().safeParse(refundId)
  const ref = ours.success ? await withRetry(() => findRefundRef(house.db, ours.data)) : null
  if (!ref) throw notFound('refund')
  await fulfilRefund(CALLER, { ...ref, providerId }, house)
}

/** Money of a payment went back: which refund it was, its own event says too. */
async function fulfilRefundsOf(paymentId: string, house: House): Promise<void> {
  const order = await withRetry(() => findOrderOfPayment(house.db, paymentId))
  if (!order) return
  for (const refund of await withRetry(() => listRefunds(house.db, order.accountId, [order.id]))) {
    await fulfilRefund(CALLER, { accountId: order.accountId, refundId: refund.id }, house)
  }
}
