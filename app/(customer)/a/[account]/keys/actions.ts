'use server'

import type { Route } from 'next'
import { getTranslations } from 'next-intl/server'
import type { MadeKey } from '@/components/customer/keys/new-key-form'
import type { Scope } from '@/lib/domain/access/callers'
import { createApiKey } from '@/lib/usecases/access/create-api-key'
import { revokeApiKey } from '@/lib/usecases/access/revoke-api-key'
import { defineAction, defineButton } from '@/lib/web/action'
import { commandWithKey } from '@/lib/web/keys'
import { memberCaller } from '@/lib/web/session'

export const createKey = defineAction<MadeKey>(async (fields) => {
  const [accountId, scopes] = [fields.text('accountId'), fields.choices<Scope>('scopes')]
  const facts = { accountId, name: fields.text('name'), scopes, lastsDays: fields.days('lastsDays') }
  const { key, name } = await createApiKey(await memberCaller(), facts)
  const title = (await getTranslations('keys'))('createdTitle', { name })
  return { result: { title, key, command: await commandWithKey(accountId, key, scopes) } }
})

export const revokeKey = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await revokeApiKey(await memberCaller(), { accountId, keyId: fields.text('keyId') })
  return `/a/${accountId}/keys` as Route
})
