import { findCalendarFeed, updateFeedUsed } from '@/lib/db/forecast-feeds'
import { FeedSecretInput } from '@/lib/domain/forecast/inputs'
import type { ScheduleView } from '@/lib/domain/forecast/schedule-model'
import type { Language } from '@/lib/domain/format/locales'
import { HOUR } from '@/lib/domain/instants'
import { notFound } from '@/lib/domain/refusals'
import { hashSecret } from '../access/secrets'
import { visitor } from '../allow'
import { defineDirect, defineQuery } from '../define'
import { readSchedule } from './get-schedule'

const NAME = 'forecast.read-calendar-feed'

export interface CalendarFeed {
  schedule: ScheduleView
  /** Of the person who made it; null follows the reader. */
  language: Language | null
}

/**
 * The timeline behind a private address, for whoever has it. An unknown secret, a revoked one, and one whose maker is no longer a
 * member are refused in the same words. Writes down at most once an hour that it was read.
 */
export const readCalendarFeed = defineDirect({
  name: NAME,
  input: FeedSecretInput,
  allow: visitor,
  run: async (input, caller, house): Promise<CalendarFeed> => {
    const { feed, ...answer } = await read(caller, input, house)
    const { asOf } = answer.schedule
    if (feed.lastUsedAt === null || asOf - feed.lastUsedAt >= HOUR) await updateFeedUsed(house.db, feed.id, asOf)
    return answer
  },
})

const read = defineQuery({
  name: NAME,
  input: FeedSecretInput,
  allow: visitor,
  run: async ({ secret }, work) => {
    const feed = await findCalendarFeed(work.tx, hashSecret(secret))
    if (!feed) throw notFound('calendar')
    return { feed, schedule: await readSchedule(work, feed.accountId), language: feed.language }
  },
})
