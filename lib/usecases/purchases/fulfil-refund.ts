import { findOrder } from '@/lib/db/purchases-orders'
import { findRefund } from '@/lib/db/purchases-refunds'
import { withRetry } from '@/lib/db/transactions'
import { HOUR, type Instant } from '@/lib/domain/instants'
import { RefundRef } from '@/lib/domain/purchases/order-inputs'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Payments, Refund } from '@/lib/domain/purchases/payment-model'
import type { OrderRefund, ToldOfRefund } from '@/lib/domain/purchases/refund-model'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineDirect } from '../define'
import { houseNow } from './house-now'
import { paymentsOf } from './payments-of'
import { settleRefund } from './settle-refund'

const CALLER = { kind: 'system', rule: 'purchases' } as const
/** The provider remembers a key for a day; past it, asking again could pay back twice. */
const KEY_LASTS: Instant = 20n * HOUR

/**
 * Has the provider pay a refund back, or asks what became of it, and acts on the answer: the one way on, whoever calls it, how often and in
 * which order. The refund's own id is the provider's key. `providerId` is what a webhook calls it. Throws PaymentFault.
 */
export const fulfilRefund = defineDirect({
  name: 'purchases.fulfil-refund',
  input: RefundRef,
  allow: job,
  run: async ({ providerId, ...ref }, _, house): Promise<OrderRefund> => {
    const refund = await withRetry(() => findRefund(house.db, ref))
    const order = refund && (await withRetry(() => findOrder(house.db, refund)))
    if (!refund || !order) throw notFound('refund')
    const id = refund.providerId ?? providerId ?? null
    if (refund.state === 'failed' || refund.state === 'undone') return refund
    if (id === null && refund.state === 'done') return refund
    const payments = await paymentsOf(house)
    const isOld = (await houseNow(house)) - refund.createdAt >= KEY_LASTS
    const told =
      id === null
        ? await pay(payments, refund, order.paymentId, isOld)
        : toldBy(await payments.getRefund(id), refund.id)
    return settleRefund(CALLER, { ...ref, told }, house)
  },
})

async function pay(
  payments: Payments,
  { id: refundId, orderId, totalCents: amount }: OrderRefund,
  paymentId: string | null,
  isOld: boolean,
): Promise<ToldOfRefund> {
  if (paymentId === null) return refused('no-payment')
  if (isOld && (await isPaidBack(payments, paymentId, amount))) return PAID_BACK
  try {
    return toldBy(await payments.refund({ refundId, orderId, paymentId, amount }), refundId)
  } catch (error) {
    const isFinal = error instanceof PaymentFault && (error.kind === 'misuse' || error.kind === 'not-found')
    if (!isFinal) throw error
    return (await isPaidBack(payments, paymentId, amount)) ? PAID_BACK : refused(error.code ?? error.kind)
  }
}

const PAID_BACK: ToldOfRefund = { providerId: null, status: 'succeeded', failure: null }

function refused(failure: string): ToldOfRefund {
  return { providerId: null, status: 'failed', failure }
}

/** Whether so much of the payment went back already: an order is refunded once, so it was by this refund, or by hand for it. */
async function isPaidBack(payments: Payments, paymentId: string, amount: bigint): Promise<boolean> {
  const { chargeId } = await payments.getPayment(paymentId)
  return chargeId !== null && (await payments.getCharge(chargeId)).refunded >= amount
}

function toldBy({ id: providerId, status, refundId }: Refund, expected: string): ToldOfRefund {
  if (refundId !== expected) throw new Error(`The provider's refund ${providerId} is not of ${expected}.`)
  return { providerId, status, failure: status === 'failed' || status === 'canceled' ? `provider-${status}` : null }
}
