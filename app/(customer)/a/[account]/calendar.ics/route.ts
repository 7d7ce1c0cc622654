import { answerCalendarDownload } from '@/lib/web/calendar'

export async function GET(_request: Request, { params }: RouteContext<'/a/[account]/calendar.ics'>): Promise<Response> {
  return answerCalendarDownload((await params).account)
}
