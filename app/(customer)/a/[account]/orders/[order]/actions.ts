'use server'

import type { Route } from 'next'
import { cancelOrder } from '@/lib/usecases/purchases/cancel-order'
import { payAtPage } from '@/lib/usecases/purchases/pay-at-page'
import { defineButton } from '@/lib/web/action'
import { orderPath } from '@/lib/web/order'
import { memberCaller } from '@/lib/web/session'

export const giveUpOrder = defineButton(async (fields) => {
  const ref = { accountId: fields.text('accountId'), orderId: fields.text('orderId') }
  await cancelOrder(await memberCaller(), ref)
  return orderPath(ref.accountId, ref.orderId)
})

export const payOrderNow = defineButton(async (fields) => {
  const ref = { accountId: fields.text('accountId'), orderId: fields.text('orderId') }
  const { sessionUrl } = await payAtPage(await memberCaller(), ref)
  return (sessionUrl ?? orderPath(ref.accountId, ref.orderId)) as Route
})
