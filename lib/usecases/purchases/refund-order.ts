import { RefundOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { OrderRefund } from '@/lib/domain/purchases/refund-model'
import { role } from '../allow'
import { defineDirect } from '../define'
import { openRefund } from './open-refund'
import { payBack } from './pay-back'

/** Refunds an order to its buyer: first written down and the tokens set aside, then asked of the provider. When that is away the refund waits. */
export const refundOrder = defineDirect({
  name: 'purchases.refund-order',
  input: RefundOrderInput,
  allow: role('owner', 'billing'),
  run: async ({ shownCents, ...ref }, caller, house): Promise<OrderRefund> =>
    payBack(await openRefund(caller, { ...ref, shownCents: `${shownCents}` }, house), house),
})
