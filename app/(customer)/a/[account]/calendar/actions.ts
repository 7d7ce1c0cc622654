'use server'

import type { Route } from 'next'
import { createCalendarFeed } from '@/lib/usecases/forecast/create-calendar-feed'
import { revokeCalendarFeed } from '@/lib/usecases/forecast/revoke-calendar-feed'
import { defineAction, defineButton } from '@/lib/web/action'
import { feedAddress } from '@/lib/web/calendar'
import { memberCaller } from '@/lib/web/session'

/** Answers the private address: the only time that anybody sees it. */
export const makeFeed = defineAction<string>(async (fields) => {
  const { secret } = await createCalendarFeed(await memberCaller(), { accountId: fields.text('accountId') })
  return { result: feedAddress(secret) }
})

export const revokeFeed = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await revokeCalendarFeed(await memberCaller(), { accountId, feedId: fields.text('feedId') })
  return `/a/${accountId}/calendar` as Route
})
