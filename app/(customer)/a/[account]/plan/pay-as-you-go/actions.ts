'use server'

import { turnOffPayAsYouGo } from '@/lib/usecases/purchases/turn-off-pay-as-you-go'
import { defineAction, defineButton } from '@/lib/web/action'
import { payAsYouGoAddress, switchPayAsYouGoOn } from '@/lib/web/pay-as-you-go'
import { memberCaller } from '@/lib/web/session'

export const setCap = defineAction<string>(async (fields) => ({ to: await switchPayAsYouGoOn(fields) }))

export const turnOff = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await turnOffPayAsYouGo(await memberCaller(), { accountId })
  return payAsYouGoAddress(accountId, 'off')
})
