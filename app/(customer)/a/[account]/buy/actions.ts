'use server'

import type { Route } from 'next'
import { setBillingProfile } from '@/lib/usecases/purchases/set-billing-profile'
import { defineAction } from '@/lib/web/action'
import { memberCaller } from '@/lib/web/session'
import { startPayment } from '@/lib/web/start-payment'

export const pay = defineAction<string>(async (fields) => ({ to: (await startPayment(fields)) as Route }))

export const keepBilling = defineAction<string>(
  async (fields) => {
    const [accountId, name, address] = [fields.text('accountId'), fields.text('buyerName'), fields.text('address')]
    const buyer = { name, address, country: fields.text('country'), vatId: fields.text('vatId') }
    await setBillingProfile(await memberCaller(), { accountId, ...buyer })
    return { result: 'saved' }
  },
  { fields: { '/name': 'buyerName' } },
)
