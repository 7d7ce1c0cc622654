import { RefundOrderInput } from '@/lib/domain/purchases/order-inputs'
import { role } from '../allow'
import { defineUsecase } from '../define'
import { beginRefund } from './begin-refund'

const REASON = 'The buyer gave the tokens back.'

/** Begins the refund of an order at its buyer's wish, within the days of the order. No provider hears of it yet. */
export const openRefund = defineUsecase({
  name: 'purchases.open-refund',
  input: RefundOrderInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: (asked, work) => beginRefund(work, { ...asked, reason: REASON, isLateAllowed: false }),
})
