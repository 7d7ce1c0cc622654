import { RefundCustomerOrderInput } from '@/lib/domain/oversight/inputs'
import { staff } from '../allow'
import { defineUsecase } from '../define'
import { beginRefund } from '../purchases/begin-refund'

/** Begins the refund of a customer's order with a reason that the customer may read, also past the days of the order. No provider hears of it yet. */
export const openCustomerRefund = defineUsecase({
  name: 'oversight.open-customer-refund',
  input: RefundCustomerOrderInput,
  allow: staff('finance', 'admin'),
  isSafeTwice: true,
  run: (asked, work) => beginRefund(work, { ...asked, isLateAllowed: true }),
})
