import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { OrderRefund } from '@/lib/domain/purchases/refund-model'
import { log } from '@/lib/log'
import type { House } from '../define'
import { fulfilRefund } from './fulfil-refund'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/** Has a refund paid back that was begun. When the provider is away it stays as it is; the reconciler asks again. */
export async function payBack(refund: OrderRefund, house: House): Promise<OrderRefund> {
  try {
    return await fulfilRefund(CALLER, { accountId: refund.accountId, refundId: refund.id }, house)
  } catch (error) {
    if (!(error instanceof PaymentFault)) throw error
    log().warn({ refund: refund.id, fault: error.kind, error: error.message }, 'A refund could not be paid back yet.')
    return refund
  }
}
