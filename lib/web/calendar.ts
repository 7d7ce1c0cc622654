import 'server-only'
import { getLocale } from 'next-intl/server'
import { config } from '@/lib/config'
import type { ScheduleView } from '@/lib/domain/forecast/schedule-model'
import { getSchedule } from '@/lib/usecases/forecast/get-schedule'
import { type CalendarFeedRow, listCalendarFeeds } from '@/lib/usecases/forecast/list-calendar-feeds'
import { CALENDAR_FIELDS, calendarFile } from './calendar-file'
import { forPage } from './page-answer'
import { memberCaller } from './session'

export interface CalendarAnswer {
  view: ScheduleView
  /** The private addresses that this person may see and revoke. */
  feeds: CalendarFeedRow[]
}

/** All that the calendar page shows, for the person who asks. */
export async function readCalendar(accountId: string): Promise<CalendarAnswer> {
  const caller = await memberCaller()
  const view = await forPage(getSchedule(caller, { accountId }))
  return { view, feeds: await forPage(listCalendarFeeds(caller, { accountId: view.accountId })) }
}

/** The calendar file for the person who asks, money included. */
export async function answerCalendarDownload(accountId: string): Promise<Response> {
  const view = await forPage(memberCaller().then((caller) => getSchedule(caller, { accountId })))
  const file = await calendarFile(view, { locale: await getLocale(), withMoney: true })
  return new Response(file, {
    headers: { ...CALENDAR_FIELDS, 'content-disposition': 'attachment; filename="comptoir.ics"' },
  })
}

/** Where a calendar program reads the feed of this secret. */
export function feedAddress(secret: string): string {
  return `${config().NEXTAUTH_URL}/calendar/${secret}.ics`
}
