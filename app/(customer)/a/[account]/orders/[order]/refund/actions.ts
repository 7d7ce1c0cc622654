'use server'

import { refundOrder } from '@/lib/usecases/purchases/refund-order'
import { defineAction } from '@/lib/web/action'
import { orderPath } from '@/lib/web/order'
import { memberCaller } from '@/lib/web/session'

export const giveBack = defineAction<string>(async (fields) => {
  const ref = { accountId: fields.text('accountId'), orderId: fields.text('orderId') }
  await refundOrder(await memberCaller(), { ...ref, shownCents: fields.text('shownCents') })
  return { to: orderPath(ref.accountId, ref.orderId) }
})
