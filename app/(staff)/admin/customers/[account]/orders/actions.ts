'use server'

import type { Route } from 'next'
import { refundCustomerOrder } from '@/lib/usecases/oversight/refund-customer-order'
import { unfreezeAccount } from '@/lib/usecases/oversight/unfreeze-account'
import { defineAction } from '@/lib/web/action'
import type { FormFields } from '@/lib/web/form-fields'
import { staffCaller } from '@/lib/web/session'

export const refund = defineAction<string>(async (fields) => {
  const [orderId, shownCents] = [fields.text('orderId'), fields.text('shownCents')]
  await refundCustomerOrder(await staffCaller(), { ...subject(fields), orderId, shownCents })
  return { to: pageOf(fields) }
})

export const unfreeze = defineAction<string>(async (fields) => {
  await unfreezeAccount(await staffCaller(), subject(fields))
  return { to: pageOf(fields) }
})

function subject(fields: FormFields) {
  return { accountId: fields.text('accountId'), reason: fields.text('reason') }
}

function pageOf(fields: FormFields): Route {
  return `/admin/customers/${fields.text('accountId')}/orders` as Route
}
