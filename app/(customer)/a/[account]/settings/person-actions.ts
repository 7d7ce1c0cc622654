'use server'

import type { Route } from 'next'
import { changePassword as change } from '@/lib/usecases/access/change-password'
import { changeProfile as changePerson } from '@/lib/usecases/access/change-profile'
import { revokeSession } from '@/lib/usecases/access/revoke-session'
import { startEmailChange } from '@/lib/usecases/access/start-email-change'
import { defineAction, defineButton } from '@/lib/web/action'
import { pageLanguage } from '@/lib/web/browser'
import { rememberLanguage } from '@/lib/web/enter'
import { memberCaller } from '@/lib/web/session'

export const changeProfile = defineAction<string>(
  async (fields) => {
    const language = fields.choice<'en' | 'fr'>('language') || null
    await changePerson(await memberCaller(), { name: fields.text('personName'), language })
    await rememberLanguage(language)
    return { result: 'saved' }
  },
  { fields: { '/name': 'personName' } },
)

export const changeEmail = defineAction<string>(
  async (fields) => {
    const facts = { email: fields.text('newEmail'), currentPassword: fields.text('emailPassword') }
    await startEmailChange(await memberCaller(), { ...facts, language: await pageLanguage() })
    return { result: 'sent' }
  },
  { fields: { '/email': 'newEmail', '/currentPassword': 'emailPassword' } },
)

export const changePassword = defineAction<string>(async (fields) => {
  const input = { currentPassword: fields.text('currentPassword'), newPassword: fields.text('newPassword') }
  await change(await memberCaller(), input)
  return { result: 'saved' }
})

export const endSession = defineButton(async (fields) => {
  await revokeSession(await memberCaller(), { sessionId: fields.text('sessionId') })
  return `/a/${fields.text('accountId')}/settings` as Route
})
