'use server'

import { resetPassword } from '@/lib/usecases/access/reset-password'
import { startPasswordReset } from '@/lib/usecases/access/start-password-reset'
import { defineAction } from '@/lib/web/action'
import { pageLanguage, userAgent } from '@/lib/web/browser'
import { enter } from '@/lib/web/enter'
import { visitorCaller } from '@/lib/web/session'

export const sendLink = defineAction<string>(async (fields) => {
  await startPasswordReset(await visitorCaller(), { email: fields.text('email'), language: await pageLanguage() })
  return { result: 'sent' }
})

export const setPassword = defineAction<string>(async (fields) => {
  const input = { secret: fields.text('token'), password: fields.text('password'), userAgent: await userAgent() }
  return enter(resetPassword(await visitorCaller(), input), '/')
})
