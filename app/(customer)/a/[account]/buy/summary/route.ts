import { answerSummary } from '@/lib/web/sale-summary'

/** What an amount costs and does, for the page of the choice. */
export async function GET(request: Request, { params }: RouteContext<'/a/[account]/buy/summary'>): Promise<Response> {
  return answerSummary((await params).account, new URL(request.url).searchParams.get('tokens') ?? '')
}
