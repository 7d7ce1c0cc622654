'use server'

import { confirmEmailChange } from '@/lib/usecases/access/confirm-email-change'
import { defineAction } from '@/lib/web/action'
import { visitorCaller } from '@/lib/web/session'

export const confirmEmail = defineAction<string>(async (fields) => {
  await confirmEmailChange(await visitorCaller(), { secret: fields.text('token') })
  return { result: 'done' }
})
