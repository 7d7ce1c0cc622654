import { answerCalendarFeed } from '@/lib/web/calendar-feed'

/** A private address of a calendar, for programs that cannot sign in. */
export async function GET(request: Request, { params }: RouteContext<'/calendar/[feed]'>): Promise<Response> {
  return answerCalendarFeed((await params).feed, request.headers)
}
