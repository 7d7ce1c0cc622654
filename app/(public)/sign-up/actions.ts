'use server'

import type { Route } from 'next'
import { openFirstAccount } from '@/lib/usecases/subscriptions/open-first-account'
import { signUp as signUpPerson } from '@/lib/usecases/subscriptions/sign-up'
import { defineAction } from '@/lib/web/action'
import { pageLanguage, userAgent } from '@/lib/web/browser'
import { enter } from '@/lib/web/enter'
import { memberCaller, visitorCaller } from '@/lib/web/session'

export const signUp = defineAction<string>(async (fields) => {
  const facts = { email: fields.text('email'), password: fields.text('password'), timeZone: fields.text('timeZone') }
  const browser = { language: await pageLanguage(), userAgent: await userAgent() }
  const input = { ...facts, ...browser, accountName: fields.optional('accountName') }
  const signedUp = await signUpPerson(await visitorCaller(), input)
  return enter(Promise.resolve(signedUp), `/a/${signedUp.accountId}` as Route)
})

export const openAccount = defineAction<string>(async (fields) => {
  const input = { accountName: fields.text('accountName'), timeZone: fields.text('timeZone') }
  const { accountId } = await openFirstAccount(await memberCaller(), input)
  return { to: `/a/${accountId}` as Route }
})
