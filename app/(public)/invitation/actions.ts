'use server'

import type { Route } from 'next'
import { acceptInvitation } from '@/lib/usecases/access/accept-invitation'
import { defineAction } from '@/lib/web/action'
import { userAgent } from '@/lib/web/browser'
import { enter } from '@/lib/web/enter'
import { visitorCaller } from '@/lib/web/session'

export const join = defineAction<string>(async (fields) => {
  const input = { secret: fields.text('token'), userAgent: await userAgent() }
  const joined = await acceptInvitation(await visitorCaller(), input)
  return enter(Promise.resolve(joined), `/a/${joined.accountId}` as Route)
})
