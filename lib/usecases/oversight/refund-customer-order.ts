import { RefundCustomerOrderInput } from '@/lib/domain/oversight/inputs'
import type { OrderRefund } from '@/lib/domain/purchases/refund-model'
import { staff } from '../allow'
import { defineDirect } from '../define'
import { payBack } from '../purchases/pay-back'
import { openCustomerRefund } from './open-customer-refund'

/** Staff refunds a customer's order: the same sum by the same rule as the customer's own refund, also past its days. */
export const refundCustomerOrder = defineDirect({
  name: 'oversight.refund-customer-order',
  input: RefundCustomerOrderInput,
  allow: staff('finance', 'admin'),
  run: async ({ shownCents, ...asked }, caller, house): Promise<OrderRefund> =>
    payBack(await openCustomerRefund(caller, { ...asked, shownCents: `${shownCents}` }, house), house),
})
