import { revokeCalendarFeed as revoke } from '@/lib/db/forecast-feeds'
import { CalendarFeedInput } from '@/lib/domain/forecast/inputs'
import { notFound } from '@/lib/domain/refusals'
import { anyRole } from '../allow'
import { defineUsecase } from '../define'
import { feedsOf } from './list-calendar-feeds'

/** Ends a private address for good: one's own, or as an owner anybody's. */
export const revokeCalendarFeed = defineUsecase({
  name: 'forecast.revoke-calendar-feed',
  input: CalendarFeedInput,
  allow: anyRole,
  run: async ({ accountId, feedId }, work) => {
    const feed = { accountId, feedId, userId: feedsOf(work.caller, accountId) }
    if (!(await revoke(work.tx, feed, work.now))) throw notFound('private address')
    work.audit({ accountId, subject: `calendar-feed:${feedId}`, detail: { revoked: true } })
  },
})
