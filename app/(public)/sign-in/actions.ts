'use server'

import { signInWithMailLink } from '@/lib/usecases/access/sign-in-with-mail-link'
import { signInWithPassword } from '@/lib/usecases/access/sign-in-with-password'
import { startMailLink } from '@/lib/usecases/access/start-mail-link'
import { defineAction } from '@/lib/web/action'
import { pageLanguage, userAgent } from '@/lib/web/browser'
import { enter } from '@/lib/web/enter'
import { returnPath } from '@/lib/web/return-path'
import { visitorCaller } from '@/lib/web/session'

export const signIn = defineAction<string>(async (fields) => {
  const [caller, email] = [await visitorCaller(), fields.text('email')]
  if (fields.text('by') === 'mail') {
    await startMailLink(caller, { email, language: await pageLanguage() })
    return { result: 'mail-sent' }
  }
  const input = { email, password: fields.text('password'), userAgent: await userAgent() }
  return enter(signInWithPassword(caller, input), returnPath(fields.text('to')))
})

export const signInByLink = defineAction<string>(async (fields) => {
  const input = { secret: fields.text('token'), userAgent: await userAgent() }
  return enter(signInWithMailLink(await visitorCaller(), input), '/')
})
