'use server'

import { cancelOrder } from '@/lib/usecases/purchases/cancel-order'
import { defineButton } from '@/lib/web/action'
import { orderPath } from '@/lib/web/order'
import { memberCaller } from '@/lib/web/session'

export const giveUpOrder = defineButton(async (fields) => {
  const ref = { accountId: fields.text('accountId'), orderId: fields.text('orderId') }
  await cancelOrder(await memberCaller(), ref)
  return orderPath(ref.accountId, ref.orderId)
})
